using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Prices carts by the shop's terms and the promotions of a moment; pure.</summary>
internal sealed class CartPricer(PricingTerms terms, PromotionSet promotions)
{
    /// <summary>How the total of the lines comes about; null if it is just their sum.</summary>
    public CartCharges? Price(
        CartState state, ImmutableArray<CartLineSnapshot> lines, CartOffer offer, DateTimeOffset now) =>
        IsNeeded(state, now) ? CartPricing.Of(ToInput(state, lines, offer, now), terms) : null;

    /// <summary>
    /// Whether the total is more than the sum of the lines. Mostly it is not, and pricing is not paid for.
    /// </summary>
    public bool IsNeeded(CartState state, DateTimeOffset now) =>
        !state.Coupons.IsEmpty || state.Method is not null || terms.HasTax(state.ShipTo) || HasAutomatic(now) ||
        terms.IsShippingRequired;

    /// <summary>The cart with its charges, coupons and shipping method.</summary>
    public CartSnapshot Present(CartSnapshot cart, CartState state, CartOffer offer, DateTimeOffset now)
    {
        var charges = state.Lock is null ? Price(state, cart.Lines, offer, now) : cart.Charges;
        return cart with
        {
            Charges = charges,
            Total = charges?.Total ?? cart.Total,
            Coupons = [.. state.Coupons.Select(code => new CartCoupon(
                code.Value, charges?.Discounts.Any(discount => discount.Code == code.Value) == true))],
            ShippingMethod = state.Method,
            Missing = [.. MissingOf(state, charges)],
        };
    }

    /// <summary>The promotion of a code, if it is for this cart and buyer now.</summary>
    public PromotionSnapshot? FindFor(CouponCode code, CartState state, CartOffer offer, DateTimeOffset now) =>
        promotions.Find(code, now) is { } found &&
        CartPricing.IsFor(found.Terms, ToInput(state, state.Lines, offer, now), out _)
            ? found
            : null;

    /// <summary>The shipping methods that deliver the cart.</summary>
    public ImmutableArray<ShippingQuote> Quote(CartState state, CartOffer offer, DateTimeOffset now)
    {
        var input = ToInput(state, state.Lines, offer, now);
        return terms.Quote(state.ShipTo?.Country, GoodsOf(input), input.Grams);
    }

    private IEnumerable<string> MissingOf(CartState state, CartCharges? charges)
    {
        if (terms.IsShippingRequired && state.ShipTo is null) yield return "shippingAddress";

        // Also a method that does not deliver to an address that was changed later.
        var isWanted = terms.IsShippingRequired || state.Method is not null;
        if (isWanted && charges?.Shipping is null) yield return "shippingMethod";
    }

    private bool HasAutomatic(DateTimeOffset now)
    {
        foreach (var promotion in promotions.Automatic)
        {
            if (promotion.IsActive(now)) return true;
        }

        return false;
    }

    /// <summary>The price of the goods after discounts.</summary>
    private Money GoodsOf(PricingInput input)
    {
        var charges = CartPricing.Of(input with { Method = null }, terms);
        return charges.Lines.Aggregate(charges.Subtotal, static (sum, line) => sum - line.Discount);
    }

    private PricingInput ToInput(
        CartState state, ImmutableArray<CartLineSnapshot> lines, CartOffer offer, DateTimeOffset now)
    {
        var owner = state.Owner;
        return new()
        {
            Currency = state.Currency!.Value,
            Lines = lines,
            Offer = offer,
            Promotions =
            [
                .. promotions.Automatic.Where(promotion => promotion.IsActive(now)),
                .. state.Coupons.Select(code => promotions.Find(code, now)).OfType<PromotionSnapshot>(),
            ],
            ShipTo = state.ShipTo,
            Method = state.Method,
            IsCustomer = owner?.IsCustomer == true,
        };
    }
}
