namespace ShopActors.Storage;

/// <summary>
/// Event journals with fenced, atomic, durable appends. A writer claims a journal, which raises its owner epoch;
/// from then on an append of any earlier owner is refused, however late it arrives. Everything a method returns is
/// durable: what is still being written is never visible.
/// </summary>
public interface IJournalStore
{
    /// <summary>
    /// Whether all journals share one order: appends become durable in the order in which they were handed over, and
    /// where one with <see cref="JournalAppend.IsReliedOn"/> does not, every claim made so far is void, so that whatever
    /// was built on it is refused as well. A crash then leaves a beginning of that order, never a gap in it.
    /// </summary>
    bool IsOrdered { get; }

    /// <summary>
    /// Whether a claim is not known to be void. Where it is, its owner must not act any more on what it has in memory.
    /// </summary>
    bool IsInForce(long ownerEpoch);

    /// <summary>
    /// Makes the caller the journal's only writer and returns what the journal holds. A journal that was never
    /// written is empty, at version 0.
    /// </summary>
    ValueTask<JournalContent> Claim(JournalId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends and returns the new version once the append is durable. A <see cref="JournalConflictException"/> or
    /// another <see cref="JournalStoreException"/> says otherwise; where its failure is
    /// <see cref="JournalStoreFailure.OutcomeUnknown"/> the journal must be claimed again to learn the outcome.
    /// The buffers must stay unchanged until the task completes. Cancellation is honoured only before the append
    /// has been taken up.
    /// </summary>
    ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns what the journal holds without claiming it, or null if nothing was ever appended to it.
    /// </summary>
    ValueTask<JournalContent?> Read(JournalId id, CancellationToken cancellationToken = default);

    /// <summary>Lists the journals whose ids begin with the prefix, in ordinal order.</summary>
    IAsyncEnumerable<JournalId> List(string prefix, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns up to <paramref name="max"/> journals whose wake-up time is not after <paramref name="now"/>, the
    /// longest overdue first. They stay due until an append changes their wake-up.
    /// </summary>
    ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, CancellationToken cancellationToken = default);
}
