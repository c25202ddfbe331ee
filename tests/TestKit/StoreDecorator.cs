using ShopActors.Storage;

namespace ShopActors.TestKit;

/// <summary>A store that passes everything on to another; a test's store overrides what it changes.</summary>
internal abstract class StoreDecorator(IJournalStore inner) : IJournalStore
{
    public virtual bool IsOrdered => false;

    public virtual long Generation => 0;

    public virtual ValueTask<JournalContent> Read(JournalId id, CancellationToken cancellationToken = default) =>
        inner.Read(id, cancellationToken);

    public virtual ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default) =>
        inner.Append(append, cancellationToken);

    public virtual IAsyncEnumerable<JournalId> List(string prefix, CancellationToken cancellationToken = default) =>
        inner.List(prefix, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ListedJournal>> ReadList(
        string list, long? before, int max, CancellationToken cancellationToken = default) =>
        inner.ReadList(list, before, max, cancellationToken);

    public virtual ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default) =>
        inner.ReadDue(now, max, share, cancellationToken);

    public virtual ValueTask<JournalSweep> DeleteExpired(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default) =>
        inner.DeleteExpired(now, after, max, share, cancellationToken);
}
