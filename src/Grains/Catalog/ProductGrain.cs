using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The only writer of one product. It answers no reads: readers take products from their journals
/// (<see cref="CatalogCache"/>), so a product is activated only to be changed.
/// </summary>
[Reentrant]
[GrainType(ProductJournals.GrainType)]
internal sealed class ProductGrain(JournalGrainServices services, CatalogCache cache)
    : ShopGrain<ProductState, ProductEvent>(services), IProductGrain
{
    public async Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion)
    {
        var decidedAt = Time.GetTimestamp();
        var answer = await Answer<ProductSnapshot>(
            ProductRules.Put(State, caller, draft, expectedVersion, Now), static state => state.Product!);

        // A caller that reads on this silo finds what it has written.
        if (answer.IsOk) cache.Add(answer.Value, decidedAt);
        return answer;
    }
}
