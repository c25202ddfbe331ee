using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reentrant for group commit: a command may look up prices first; then it decides and records in one turn, and awaits
/// only durability. <c>CartGrain.Merge.cs</c> contains the merge, <c>CartGrain.Purchase.cs</c> what a purchase needs
/// beside lines.
/// </summary>
[Reentrant]
[GrainType("cart")]
internal sealed partial class CartGrain
    : ShopGrain<CartState, CartEvent>, ICartGrain, ICheckoutCart, IMergeSource, IWakeable
{
    private readonly CatalogCache _catalog;
    private readonly PromotionCache _promotions;
    private readonly PricingTerms _terms;
    private readonly SagaLoop<MergeStep> _merge;

    public CartGrain(
        JournalGrainServices services, CatalogCache catalog, PromotionCache promotions, PricingTerms terms)
        : base(services)
    {
        (_catalog, _promotions, _terms) = (catalog, promotions, terms);
        _merge = new(() => MergeSaga.Next(State), PerformMergeAsync);
    }

    protected override bool AnswersEarly => true;

    public Task<Result<CartSnapshot>> Create(
        OperationId operation, Caller caller, Currency currency, ImmutableDictionary<string, string>? metadata) =>
        AnswerCartAsync(operation, CartRules.Create(State, operation, caller, currency, metadata, Now));

    public async Task<Result<CartSnapshot>> Get(Caller caller, bool checkStock)
    {
        var state = State;
        var durable = WhenDurable();
        var refusal = CartRules.CheckVisible(state, caller, Now);
        if (refusal is null)
        {
            var offer = new CartOffer(await _catalog.FindAsync(SkusOf(state, null)));
            var available = checkStock ? await AvailableOfAsync(state.Lines, caller.Id) : null;
            await durable;
            return await PresentAsync(CartView.Present(state, offer, available), state, offer);
        }

        await durable;
        return refusal;
    }

    public async Task<Result<CartSnapshot>> AddItem(
        OperationId operation, Caller caller, AddCartItem command, VersionMatch match)
    {
        var settled = CartRules.CheckWritable(
            State, operation, CartRules.Fingerprint(command), caller, match, Now);
        if (settled is { } early) return await AnswerCartAsync(operation, early);

        var offer = await OfferAsync(command.Sku, caller.Id);
        return await AnswerCartAsync(operation, CartRules.Add(State, operation, caller, command, match, offer, Now));
    }

    public async Task<Result<CartSnapshot>> SetQuantity(
        OperationId operation, Caller caller, LineId line, int quantity, VersionMatch match)
    {
        var settled = CartRules.CheckWritable(
            State, operation, CartRules.SetFingerprint(line, quantity), caller, match, Now);
        if (settled is { } early) return await AnswerCartAsync(operation, early);
        if (State.FindLine(line) is not { } found) return await AnswerCartAsync(operation, CartErrors.LineNotFound);

        var offer = await OfferAsync(found.Sku, caller.Id);
        return await AnswerCartAsync(
            operation, CartRules.SetQuantity(State, operation, caller, line, quantity, match, offer, Now));
    }

    public Task<Result<CartSnapshot>> RemoveLine(
        OperationId operation, Caller caller, LineId line, VersionMatch match) =>
        AnswerCartAsync(operation, CartRules.Remove(State, operation, caller, line, match, Now));

    public async Task<Result<LockedCart>> Lock(OrderId order, Caller caller, long? expectedVersion)
    {
        if (CheckoutRules.CheckLockable(State, order, caller, expectedVersion, Now) is not { } decision)
        {
            var offer = new CartOffer(await _catalog.FindAsync(SkusOf(State, null)));
            var pricer = new CartPricer(_terms, await _promotions.GetAsync());
            decision = CheckoutRules.Lock(State, order, caller, expectedVersion, offer, pricer, Now);
        }

        Record(decision);
        Result<LockedCart> answer = decision.Error is { } error ? error : State.Lock!;
        await WhenOrdered();
        return answer;
    }

    public async Task<Result> Unlock(OrderId order)
    {
        Record(CheckoutRules.Unlock(State, order, Now));
        await WhenOrdered();
        return Result.Ok;
    }

    public async Task<Result> Clear(OrderId order)
    {
        Record(CheckoutRules.Clear(State, order, Now));
        await WhenOrdered();
        DeactivateOnIdle();
        return Result.Ok;
    }

    private static ImmutableArray<Sku> SkusOf(CartState state, Sku? more)
    {
        var skus = ImmutableArray.CreateBuilder<Sku>(state.Lines.Length + 1);
        foreach (var line in state.Lines)
        {
            if (!skus.Contains(line.Sku)) skus.Add(line.Sku);
        }

        if (more is { } sku && !skus.Contains(sku)) skus.Add(sku);
        return skus.DrainToImmutable();
    }

    /// <summary>Answers with the operation's first answer; for a new operation that is the answer of now.</summary>
    private async Task<Result<CartSnapshot>> AnswerCartAsync(OperationId operation, Decision<CartEvent> decision)
    {
        Record(decision);
        var state = State;
        Result<CartSnapshot> answer = decision.Error is { } error ? error : AnswerTo(operation, state);
        await WhenDurable();
        return await PresentAsync(decision.IsRepeat ? answer.AsReplay() : answer, state);
    }

    private static CartSnapshot AnswerTo(OperationId operation, CartState state) =>
        state.Replies.TryGet(operation, out var reply) ? state.ToSnapshot(reply) : state.ToSnapshot();

    private async Task<CartOffer> OfferAsync(Sku sku, PrincipalId buyer)
    {
        var products = await _catalog.FindAsync(SkusOf(State, sku));

        // Do not ask for the stock of a SKU that is not in the catalogue: any text would activate a stock grain.
        if (!products.Any(product => product.Sku == sku)) return new(products);
        return new(products, (await StockOf(sku).Offer(buyer)).Value);
    }

    private async Task<IReadOnlyDictionary<Sku, long>> AvailableOfAsync(
        IEnumerable<CartLineSnapshot> lines, PrincipalId buyer)
    {
        var skus = lines.Select(line => line.Sku).Distinct().ToList();
        var stocks = await Task.WhenAll(skus.Select(sku => StockOf(sku).Offer(buyer)));
        return skus.Zip(stocks).ToDictionary(pair => pair.First, pair => pair.Second.Value?.Available ?? 0);
    }

    private ICheckoutStock StockOf(Sku sku) => GrainFactory.GetGrain<ICheckoutStock>(sku.Value);
}
