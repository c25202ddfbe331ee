namespace ShopActors.Storage;

/// <summary>
/// Event journals with fenced, atomic, durable appends (docs/adr/0011-databases-keep-the-journals.md). Reading writes
/// nothing. Each activation draws a <see cref="JournalWriter"/>; its first append names the version and the writer that
/// it read. That append makes it the journal's writer, and every later append of an earlier writer is refused, however
/// late it arrives. Everything a method returns is durable: appends in flight are never visible.
/// </summary>
public interface IJournalStore
{
    /// <summary>
    /// Whether all journals share one order: appends become durable in the order in which they were handed over. If an
    /// append that others depend on (<see cref="JournalAppend.Generation"/>) is not written, <see cref="Generation"/>
    /// grows, so that appends built on it are refused as well. A crash then leaves a prefix of that order, never a gap
    /// in it.
    /// </summary>
    bool IsOrdered { get; }

    /// <summary>
    /// Grows when an append that others depend on was not written. An activation that read its journal in an earlier
    /// generation must no longer act on its memory. Constant if the store is not ordered.
    /// </summary>
    long Generation { get; }

    /// <summary>
    /// Whether other processes may append to these journals, so that an activation's memory may be older than its
    /// journal without a failure that shows it.
    /// </summary>
    bool IsShared { get; }

    /// <summary>
    /// Returns the journal's content; <see cref="JournalContent.Empty"/> if nothing was ever appended.
    /// </summary>
    ValueTask<JournalContent> ReadAsync(JournalId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns where the journal stands; <see cref="JournalContent.Position"/> of <see cref="JournalContent.Empty"/> if
    /// nothing was ever appended. Much cheaper than reading the content.
    /// </summary>
    ValueTask<JournalPosition> ReadPositionAsync(JournalId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends, and returns the new version once the append is durable. Otherwise throws a
    /// <see cref="JournalConflictException"/> or another <see cref="JournalStoreException"/>; after
    /// <see cref="JournalStoreFailure.OutcomeUnknown"/> the journal must be read again to learn the
    /// outcome. The buffers must stay unchanged until the task completes. Cancellation has an effect only
    /// until the store begins the append.
    /// </summary>
    ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default);

    /// <summary>Lists the journals whose ids begin with the prefix, in ordinal order of their UTF-8 bytes.</summary>
    /// <param name="prefix">The beginning of the ids.</param>
    /// <param name="after">The id after which the list begins; default for the first.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    IAsyncEnumerable<JournalId> ListAsync(
        string prefix, JournalId after = default, CancellationToken cancellationToken = default);

    /// <summary>Returns one page of the journals on a list (<see cref="JournalAppend.List"/>), latest first.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="before">The last position of the previous page; null for the first page.</param>
    /// <param name="max">The most entries to return.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    ValueTask<IReadOnlyList<ListedJournal>> ReadListAsync(
        string list, long? before, int max, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns one page of the journals on all lists whose names begin with the prefix, latest first. Walks the
    /// journals from the latest: for lists that many journals are on.
    /// </summary>
    /// <param name="prefix">The beginning of the lists' names, in ASCII.</param>
    /// <param name="before">The last position of the previous page; null for the first page.</param>
    /// <param name="max">The most entries to return.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    ValueTask<IReadOnlyList<ListedJournal>> ReadListsAsync(
        string prefix, long? before, int max, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns up to <paramref name="max"/> journals of the share whose wake-up time is not after
    /// <paramref name="now"/>, longest overdue first. They stay due until an append changes their wake-up.
    /// </summary>
    ValueTask<IReadOnlyList<DueJournal>> ReadDueAsync(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default);

    /// <summary>
    /// Examines up to <paramref name="max"/> journals of the share after a position, in order of creation, and deletes
    /// the expired ones (<see cref="JournalAppend.ExpiresAt"/>). An activation that still has a deleted journal in
    /// memory is refused its next append.
    /// </summary>
    ValueTask<JournalSweep> DeleteExpiredAsync(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes when this process has made events for others durable after the property was read. Other processes of
    /// the store may add some unnoticed.
    /// </summary>
    Task OutboxGrowth { get; }

    /// <summary>Returns up to <paramref name="max"/> events for others after a position, in order.</summary>
    ValueTask<IReadOnlyList<OutboxEvent>> ReadOutboxAsync(
        long after, int max, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a position that every event for others which becomes durable from now on is behind.
    /// </summary>
    ValueTask<long> ReadOutboxEndAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes events for others, the earliest first, that are at or before a position and were added before a time;
    /// at most about <paramref name="max"/>. The latest is kept, so that positions go on behind it. Returns how many
    /// rows were deleted; 0 when there is no more to delete.
    /// </summary>
    ValueTask<int> TrimOutboxAsync(
        long upTo, DateTimeOffset before, int max, CancellationToken cancellationToken = default);
}
