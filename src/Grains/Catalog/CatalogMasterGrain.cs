using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The catalogue's only writer; readers copy from it by version.</summary>
[Reentrant]
[GrainType("catalog")]
internal sealed class CatalogMasterGrain(JournalGrainServices services)
    : ShopGrain<CatalogState, CatalogEvent>(services), ICatalogMasterGrain
{
    public Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion) =>
        Answer<ProductSnapshot>(
            CatalogRules.Put(State, caller, draft, expectedVersion), state => state.Find(draft.Sku)!);

    public Task<Result<long>> PutMany(Caller caller, ImmutableArray<ProductDraft> drafts, long? expectedVersion) =>
        Answer<long>(CatalogRules.PutMany(State, caller, drafts, expectedVersion), static state => state.Version);

    public async Task<CatalogContents> GetIfNewer(long knownVersion)
    {
        var state = State;
        await WhenDurable();
        return new()
        {
            Version = state.Version,
            Products = state.Version > knownVersion ? state.Products : [],
        };
    }
}
