using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The only writer of one product. It answers no reads: readers take products from their journals
/// (<see cref="CatalogCache"/>), so a product is activated only for changes.
/// </summary>
[Reentrant]
[GrainType(ProductJournals.GrainType)]
internal sealed class ProductGrain(JournalGrainServices services, CatalogCache cache)
    : ShopGrain<ProductState, ProductEvent>(services), IProductGrain
{
    public async Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion)
    {
        var decidedAt = Time.GetTimestamp();
        var answer = await AnswerAsync<ProductSnapshot>(
            ProductRules.Put(State, caller, draft, expectedVersion, Now), static state => state.Product!);

        // So that a caller reading on this silo finds its own write.
        if (answer.IsOk) cache.Add(answer.Value, decidedAt);
        return answer;
    }
}
