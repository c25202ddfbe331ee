using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The only writer of one product. Shoppers' reads take products from their journals (<see cref="CatalogCache"/>), so
/// a product is activated only for changes, and for operators. A wake-up publishes it, and begins its prices, at the
/// planned times.
/// </summary>
[Reentrant]
[GrainType(ProductJournals.GrainType)]
internal sealed class ProductGrain(JournalGrainServices services, CatalogCache cache, CatalogChanges changes)
    : ShopGrain<ProductState, ProductEvent>(services), IProductGrain, IWakeable
{
    public Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion) =>
        WriteAsync(ProductRules.Put(State, caller, draft, expectedVersion, Now));

    public Task<Result<ProductSnapshot>> Get(Caller caller) => AnswerAsync<ProductSnapshot>(
        state => ProductRules.CheckVisible(state, caller) is { } hidden ? hidden : state.Product!);

    public Task<Result<ProductSnapshot>> Create(
        OperationId operation, Caller caller, ProductDraft draft, bool isDraft) =>
        WriteAsync(ProductRules.Create(State, operation, caller, draft, isDraft, Now));

    public Task<Result<ProductSnapshot>> Change(
        OperationId operation, Caller caller, ProductChange change, VersionMatch match) =>
        WriteAsync(ProductRules.Change(State, operation, caller, change, match, Now));

    public Task<Result<ProductSnapshot>> Publish(
        OperationId operation, Caller caller, DateTimeOffset? at, VersionMatch match) =>
        WriteAsync(ProductRules.Publish(State, operation, caller, at, match, Now));

    public Task<Result<ProductSnapshot>> Withdraw(OperationId operation, Caller caller, VersionMatch match) =>
        WriteAsync(ProductRules.Withdraw(State, operation, caller, match, Now));

    public async Task Wake()
    {
        var decision = ProductRules.Wake(State, Now);
        if (!decision.Events.IsEmpty) await WriteAsync(decision);
        await WhenDurable();
    }

    private async Task<Result<ProductSnapshot>> WriteAsync(Decision<ProductEvent> decision)
    {
        var decidedAt = Time.GetTimestamp();
        var wakeUp = decision.Events switch
        {
            [ProductPut { Product.ChangesAt: { } at }] => WakeUp.At(at),
            [_] when WakeAt is not null => WakeUp.None,
            _ => WakeUp.Keep,
        };
        var answer = await AnswerAsync<ProductSnapshot>(decision, static state => state.Product!, wakeUp);

        // So that a caller reading on this silo finds its own write.
        if (answer.IsOk) cache.Add(answer.Value, decidedAt);
        if (!decision.Events.IsEmpty) changes.Announce(State.Id);
        return answer;
    }
}
