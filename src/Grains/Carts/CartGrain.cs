using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reentrant for group commit: a command may look up prices first, then decides and applies in one go on the state of
/// that moment, and awaits only its commit. Carrying a merge on is <c>CartGrain.Merge.cs</c>.
/// </summary>
[Reentrant]
[GrainType("cart")]
internal sealed partial class CartGrain(JournalGrainServices services, CatalogCache catalog)
    : JournalGrain<CartState, CartEvent>(services), ICartGrain, ICheckoutCart, IMergeSource, IWakeable
{
    private static readonly JournalCodec<CartState, CartEvent> CartCodec =
        new(CartJson.Default.CartState, CartJson.Default.CartEvent);

    protected override CartState Initial => new() { Id = new CartId(this.GetPrimaryKeyString()) };

    protected override JournalCodec<CartState, CartEvent> Codec => CartCodec;

    protected override bool AnswersEarly => true;

    public Task<Result<CartSnapshot>> Create(OperationId operation, Caller caller, Currency currency) =>
        Answer(operation, CartRules.Create(State, operation, caller, currency, Time.Now()));

    public async Task<Result<CartSnapshot>> Get(Caller caller, bool checkStock)
    {
        var state = State;
        var durable = WhenDurable();
        var refusal = CartRules.CheckVisible(state, caller, Time.Now());
        if (refusal is null && !state.Lines.IsEmpty)
        {
            var offer = new CartOffer(await catalog.Find(SkusOf(state, null)));
            var available = checkStock ? await AvailableOf(state) : null;
            await durable;
            return CartView.Present(state, offer, available);
        }

        await durable;
        return refusal is null ? state.ToSnapshot() : refusal;
    }

    public async Task<Result<CartSnapshot>> AddItem(OperationId operation, Caller caller, AddCartItem command)
    {
        var early = CartRules.CheckWritable(
            State, operation, CartRules.Fingerprint(command), caller, Time.Now(), out var proceed);
        if (!proceed) return await Answer(operation, early);

        var offer = await Offer(command.Sku);
        return await Answer(operation, CartRules.Add(State, operation, caller, command, offer, Time.Now()));
    }

    public async Task<Result<CartSnapshot>> SetQuantity(OperationId operation, Caller caller, LineId line, int quantity)
    {
        var early = CartRules.CheckWritable(
            State, operation, CartRules.SetFingerprint(line, quantity), caller, Time.Now(), out var proceed);
        if (!proceed) return await Answer(operation, early);
        if (State.FindLine(line) is not { } found) return await Answer(operation, CartErrors.LineNotFound);

        var offer = await Offer(found.Sku);
        return await Answer(
            operation, CartRules.SetQuantity(State, operation, caller, line, quantity, offer, Time.Now()));
    }

    public Task<Result<CartSnapshot>> RemoveLine(OperationId operation, Caller caller, LineId line) =>
        Answer(operation, CartRules.Remove(State, operation, caller, line, Time.Now()));

    public async Task<Result<LockedCart>> Lock(OrderId order, Caller caller, long? expectedVersion)
    {
        var decision = CheckoutRules.CheckLockable(State, order, caller, expectedVersion, Time.Now(), out var proceed);
        if (proceed)
        {
            var offer = new CartOffer(await catalog.Find(SkusOf(State, null)));
            decision = CheckoutRules.Lock(State, order, caller, expectedVersion, offer, Time.Now());
        }

        Record(decision);
        Result<LockedCart> answer = decision.Error is { } error ? error : State.Lock!;
        await WhenOrdered();
        return answer;
    }

    public async Task<Result> Unlock(OrderId order)
    {
        Record(CheckoutRules.Unlock(State, order, Time.Now()));
        await WhenOrdered();
        return Result.Ok;
    }

    public async Task<Result> Clear(OrderId order)
    {
        Record(CheckoutRules.Clear(State, order, Time.Now()));
        await WhenOrdered();
        DeactivateOnIdle();
        return Result.Ok;
    }

    protected override CartState Apply(CartState state, CartEvent e) => state.Apply(e);

    protected override DateTimeOffset? ExpiresAt(CartState state) => CartRules.DeletedAt(state);

    private static ImmutableArray<Sku> SkusOf(CartState state, Sku? more)
    {
        var skus = ImmutableArray.CreateBuilder<Sku>(state.Lines.Length + 1);
        foreach (var line in state.Lines) skus.Add(line.Sku);
        if (more is { } sku && !skus.Contains(sku)) skus.Add(sku);
        return skus.DrainToImmutable();
    }

    /// <summary>Answers with what the operation was answered first, which for a new one is now.</summary>
    private async Task<Result<CartSnapshot>> Answer(OperationId operation, Decision<CartEvent> decision)
    {
        Record(decision);
        Result<CartSnapshot> answer = decision.Error is { } error ? error
            : State.Replies.TryGet(operation, out var reply) ? State.ToSnapshot(reply)
            : State.ToSnapshot();
        await WhenDurable();
        return answer;
    }

    private void Record(Decision<CartEvent> decision)
    {
        if (decision.Event is { } e) _ = Commit(e);
    }

    private async Task<CartOffer> Offer(Sku sku)
    {
        var products = await catalog.Find(SkusOf(State, sku));

        // The stock of a SKU that is not sold is not asked for: any text would activate a stock grain.
        if (!products.Any(product => product.Sku == sku)) return new(products, 0);
        var stock = await GrainFactory.GetGrain<IStockGrain>(sku.Value).Get();
        return new(products, stock.Value?.Available ?? 0);
    }

    private async Task<IReadOnlyDictionary<Sku, long>> AvailableOf(CartState state)
    {
        var stocks = await Task.WhenAll(
            state.Lines.Select(line => GrainFactory.GetGrain<IStockGrain>(line.Sku.Value).Get()));
        return state.Lines.Zip(stocks).ToDictionary(pair => pair.First.Sku, pair => pair.Second.Value?.Available ?? 0);
    }
}
