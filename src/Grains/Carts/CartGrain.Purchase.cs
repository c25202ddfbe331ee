using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What a purchase needs beside lines: the buyer, the shipping method and coupons.</summary>
internal sealed partial class CartGrain
{
    public async Task<Result<CartSnapshot>> SetBuyer(
        OperationId operation, Caller caller, BuyerDetails change, VersionMatch match)
    {
        // Before a key is made for a stranger.
        if (CartRules.CheckVisible(State, caller, Now) is { } hidden) return await AnswerCartAsync(operation, hidden);
        var normal = BuyerRules.Normalize(change);
        if (normal.IsRefused) return await AnswerCartAsync(operation, normal.Error);
        var key = await GrainFactory.GetGrain<IPersonalKeyGrain>(caller.Id.Value).Get();
        if (key.IsRefused) return await AnswerCartAsync(operation, key.Error);

        var present = State.Buyer is { } text ? SealedBuyer.Open(key.Value, text) : null;
        var next = BuyerRules.Change(present, normal.Value);
        var fingerprint = $"buyer {SealedBuyer.Digest(key.Value, normal.Value)}";
        return await AnswerCartAsync(operation, CartRules.SetBuyer(
            State, operation, fingerprint, caller, SealedBuyer.Seal(key.Value, next),
            next.Shipping is { } to ? new(to.Country, to.Region) : null, match, Now));
    }

    public async Task<Result<CartSnapshot>> SetShippingMethod(
        OperationId operation, Caller caller, string method, VersionMatch match)
    {
        var (pricer, offer) = await PricerAsync();
        return await AnswerCartAsync(
            operation, CartRules.SetMethod(State, operation, caller, method, match, pricer, offer, Now));
    }

    public async Task<Result<ImmutableArray<ShippingQuote>>> GetShippingQuotes(Caller caller)
    {
        var (pricer, offer) = await PricerAsync();
        return await AnswerAsync<ImmutableArray<ShippingQuote>>(state =>
            CartRules.CheckVisible(state, caller, Now) is { } hidden ? hidden : pricer.Quote(state, offer, Now));
    }

    public async Task<Result<CartSnapshot>> AddCoupon(
        OperationId operation, Caller caller, CouponCode code, VersionMatch match)
    {
        var (pricer, offer) = await PricerAsync();
        var isExhausted = State.Exists && pricer.FindFor(code, State, offer, Now) is { } promotion &&
            await IsExhaustedAsync(promotion, caller.Id);
        return await AnswerCartAsync(
            operation, CartRules.AddCoupon(State, operation, caller, code, match, pricer, offer, isExhausted, Now));
    }

    public Task<Result<CartSnapshot>> RemoveCoupon(
        OperationId operation, Caller caller, CouponCode code, VersionMatch match) =>
        AnswerCartAsync(operation, CartRules.RemoveCoupon(State, operation, caller, code, match, Now));

    private async Task<bool> IsExhaustedAsync(PromotionSnapshot promotion, PrincipalId buyer)
    {
        if (promotion.Terms.UsageLimit is { } limit && await CountAsync(UseCounters.Of(promotion.Id)) >= limit)
        {
            return true;
        }

        return promotion.Terms.UsageLimitPerCustomer is { } each &&
            await CountAsync(UseCounters.Of(promotion.Id, buyer)) >= each;
    }

    private Task<long> CountAsync(string counter) => GrainFactory.GetGrain<IUseCounterGrain>(counter).Count();

    private async Task<(CartPricer Pricer, CartOffer Offer)> PricerAsync() =>
        (new(_terms, await _promotions.GetAsync()), new(await _catalog.FindAsync(SkusOf(State, null))));

    /// <summary>
    /// Adds what the state alone does not tell. The charges of a repeated command are those of now, for the lines of
    /// its first answer.
    /// </summary>
    private async Task<Result<CartSnapshot>> PresentAsync(Result<CartSnapshot> answer, CartState state)
    {
        if (answer.IsRefused) return answer;
        Result<CartSnapshot> cart = await PresentAsync(answer.Value, state, null);
        return answer.IsReplay ? cart.AsReplay() : cart;
    }

    private async Task<CartSnapshot> PresentAsync(CartSnapshot cart, CartState state, CartOffer? offer)
    {
        var pricer = new CartPricer(_terms, await _promotions.GetAsync());
        if (state.Buyer is null && !pricer.IsNeeded(state, Now)) return cart;
        offer ??= new(await _catalog.FindAsync(SkusOf(state, null)));
        return pricer.Present(cart, state, offer, Now) with
        {
            Buyer = await SealedBuyer.ReadAsync(GrainFactory, state.Owner!.Value, state.Buyer),
            SealedBuyer = state.Buyer,
        };
    }
}
