namespace ShopActors.Storage;

/// <summary>
/// Event journals with fenced, atomic, durable appends (docs/adr/0011-the-store.md). Reading writes nothing. Each
/// activation draws a <see cref="JournalWriter"/> and names, with its first append, the version and the writer that it
/// read; that append makes it the journal's writer, and from then on every append of an earlier one is refused, however
/// late it arrives. Everything a method returns is durable: what is still being written is never visible.
/// </summary>
public interface IJournalStore
{
    /// <summary>
    /// Whether all journals share one order: appends become durable in the order in which they were handed over, and
    /// where one that others rely on (<see cref="JournalAppend.Generation"/>) does not, <see cref="Generation"/> grows,
    /// so that whatever was built on it is refused as well. A crash then leaves a beginning of that order, never a gap
    /// in it.
    /// </summary>
    bool IsOrdered { get; }

    /// <summary>
    /// Grows when an append that others rely on was not written. An activation that read its journal in an earlier
    /// generation must not act any more on what it has in memory. Constant where the store is not ordered.
    /// </summary>
    long Generation { get; }

    /// <summary>
    /// Returns what the journal holds; <see cref="JournalContent.Empty"/> where nothing was ever appended.
    /// </summary>
    ValueTask<JournalContent> Read(JournalId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends and returns the new version once the append is durable. A <see cref="JournalConflictException"/> or
    /// another <see cref="JournalStoreException"/> says otherwise; where its failure is
    /// <see cref="JournalStoreFailure.OutcomeUnknown"/> the journal must be read again to learn the outcome.
    /// The buffers must stay unchanged until the task completes. Cancellation is honoured only before the append
    /// has been taken up.
    /// </summary>
    ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default);

    /// <summary>Lists the journals whose ids begin with the prefix, in ordinal order of their UTF-8 bytes.</summary>
    IAsyncEnumerable<JournalId> List(string prefix, CancellationToken cancellationToken = default);

    /// <summary>
    /// One page of the journals that were put on a list (<see cref="JournalAppend.List"/>), the latest first.
    /// </summary>
    /// <param name="list">The list's name.</param>
    /// <param name="before">The position that the page before ended at; null for the first page.</param>
    /// <param name="max">The most entries to return.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<IReadOnlyList<ListedJournal>> ReadList(
        string list, long? before, int max, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns up to <paramref name="max"/> journals of the share whose wake-up time is not after
    /// <paramref name="now"/>, the longest overdue first. They stay due until an append changes their wake-up.
    /// </summary>
    ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default);

    /// <summary>
    /// Looks at up to <paramref name="max"/> journals of the share after a position, in the order in which they were
    /// made, and deletes those whose time is over (<see cref="JournalAppend.ExpiresAt"/>). An activation that still has
    /// a deleted journal in memory is refused its next append.
    /// </summary>
    ValueTask<JournalSweep> DeleteExpired(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default);
}
