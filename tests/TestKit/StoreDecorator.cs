using ShopActors.Storage;

namespace ShopActors.TestKit;

/// <summary>A store that passes everything on to another; a test's store overrides what it changes.</summary>
internal abstract class StoreDecorator(IJournalStore inner) : IJournalStore
{
    public virtual bool IsOrdered => false;

    public virtual long Generation => 0;

    public virtual bool IsShared => inner.IsShared;

    public virtual ValueTask<JournalContent> ReadAsync(JournalId id, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(id, cancellationToken);

    public virtual ValueTask<JournalPosition> ReadPositionAsync(
        JournalId id, CancellationToken cancellationToken = default) =>
        inner.ReadPositionAsync(id, cancellationToken);

    public virtual ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default) =>
        inner.AppendAsync(append, cancellationToken);

    public virtual IAsyncEnumerable<JournalId> ListAsync(
        string prefix, JournalId after = default, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, after, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ListedJournal>> ReadListAsync(
        string list, long? before, int max, CancellationToken cancellationToken = default) =>
        inner.ReadListAsync(list, before, max, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ListedJournal>> ReadListsAsync(
        string prefix, long? before, int max, CancellationToken cancellationToken = default) =>
        inner.ReadListsAsync(prefix, before, max, cancellationToken);

    public virtual ValueTask<IReadOnlyList<DueJournal>> ReadDueAsync(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default) =>
        inner.ReadDueAsync(now, max, share, cancellationToken);

    public virtual ValueTask<JournalSweep> DeleteExpiredAsync(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default) =>
        inner.DeleteExpiredAsync(now, after, max, share, cancellationToken);

    public virtual Task OutboxGrowth => inner.OutboxGrowth;

    public virtual ValueTask<IReadOnlyList<OutboxEvent>> ReadOutboxAsync(
        long after, int max, CancellationToken cancellationToken = default) =>
        inner.ReadOutboxAsync(after, max, cancellationToken);

    public virtual ValueTask<long> ReadOutboxEndAsync(CancellationToken cancellationToken = default) =>
        inner.ReadOutboxEndAsync(cancellationToken);

    public virtual ValueTask<int> TrimOutboxAsync(
        long upTo, DateTimeOffset before, int max, CancellationToken cancellationToken = default) =>
        inner.TrimOutboxAsync(upTo, before, max, cancellationToken);
}
