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
    : JournalGrain<ProductState, ProductEvent>(services), IProductGrain
{
    protected override ProductState Initial => ProductState.Empty;

    protected override JournalCodec<ProductState, ProductEvent> Codec => ProductJournals.Codec;

    public async Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion)
    {
        var decidedAt = Time.GetTimestamp();
        var id = new ProductId(this.GetPrimaryKeyString());
        var decision = ProductRules.Put(State, id, caller, draft, expectedVersion);
        var durable = decision.Event is { } e ? Commit(e) : WhenDurable();
        Result<ProductSnapshot> answer = decision.Error is { } error ? error : State.Product!;
        await durable;

        // A caller that reads on this silo finds what it has written.
        if (answer.IsOk) cache.Add(answer.Value, decidedAt);
        return answer;
    }

    protected override ProductState Apply(ProductState state, ProductEvent e) => state.Apply(e);

    protected override string? ListOf(ProductState state) => state.Product is null ? null : ProductJournals.List;
}
