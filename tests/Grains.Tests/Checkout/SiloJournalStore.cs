using System.Runtime.CompilerServices;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The way of one silo to the store that all of them share.</summary>
internal sealed class SiloJournalStore(IJournalStore store, SiloAddress silo, SiloPoints points) : StoreDecorator(store)
{
    public override async ValueTask<JournalContent> ReadAsync(
        JournalId id, CancellationToken cancellationToken = default)
    {
        await points.Reach(silo, $"{id} read");
        var content = await base.ReadAsync(id, cancellationToken);
        await points.Reach(silo, $"{id} has read");
        return content;
    }

    public override async ValueTask<long> AppendAsync(
        JournalAppend append, CancellationToken cancellationToken = default)
    {
        var number = points.CountAppend(append.Id);
        await points.Reach(silo, $"{append.Id} write {number}");
        var version = await base.AppendAsync(append, cancellationToken);
        points.HasWritten(silo, append.Id);
        await points.Reach(silo, $"{append.Id} written {number}");
        return version;
    }

    public override async IAsyncEnumerable<JournalId> ListAsync(
        string prefix, JournalId after = default,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await points.Reach(silo, $"{prefix} list");
        await foreach (var id in base.ListAsync(prefix, after, cancellationToken)) yield return id;
    }

    public override async ValueTask<IReadOnlyList<DueJournal>> ReadDueAsync(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default)
    {
        await points.Reach(silo, "due read");
        return await base.ReadDueAsync(now, max, share, cancellationToken);
    }
}
