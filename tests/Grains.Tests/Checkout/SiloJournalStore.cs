using System.Runtime.CompilerServices;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The way of one silo to the store that all of them share.</summary>
internal sealed class SiloJournalStore(IJournalStore store, SiloAddress silo, SiloPoints points) : IJournalStore
{
    public bool IsOrdered => false;

    public bool IsInForce(long ownerEpoch) => true;

    public async ValueTask<JournalContent> Claim(JournalId id, CancellationToken cancellationToken)
    {
        await points.Reach(silo, $"{id} claim");
        var content = await store.Claim(id, cancellationToken);
        points.Claimed(silo, id);
        await points.Reach(silo, $"{id} claimed");
        return content;
    }

    public async ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken)
    {
        var number = points.CountAppend(append.Id);
        await points.Reach(silo, $"{append.Id} write {number}");
        var version = await store.Append(append, cancellationToken);
        await points.Reach(silo, $"{append.Id} written {number}");
        return version;
    }

    public async ValueTask<JournalContent?> Read(JournalId id, CancellationToken cancellationToken)
    {
        await points.Reach(silo, $"{id} read");
        return await store.Read(id, cancellationToken);
    }

    public async IAsyncEnumerable<JournalId> List(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await points.Reach(silo, $"{prefix} list");
        await foreach (var id in store.List(prefix, cancellationToken)) yield return id;
    }

    public async ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        await points.Reach(silo, "due read");
        return await store.ReadDue(now, max, cancellationToken);
    }
}
