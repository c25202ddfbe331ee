namespace ShopActors.WebApi.Carts;

/// <summary>A promotion's effect.</summary>
/// <param name="PromotionId">The promotion.</param>
/// <param name="Name">The name that shoppers see.</param>
/// <param name="Code">The coupon that brought it; absent if it applies by itself.</param>
/// <param name="Amount">What is saved.</param>
internal sealed record DiscountBody(
    [TextOf<PromotionId>] string PromotionId, string Name, string? Code, MoneyBody Amount)
{
    public static DiscountBody Of(Discount discount) =>
        new(discount.Promotion.Value, discount.Name, discount.Code, MoneyBody.Of(discount.Amount));
}

/// <summary>A coupon on a cart.</summary>
/// <param name="Code">The code.</param>
/// <param name="Applied">Whether it reduces the total now.</param>
internal sealed record CouponBody([TextOf<CouponCode>] string Code, bool Applied)
{
    public static CouponBody Of(CartCoupon coupon) => new(coupon.Code, coupon.IsApplied);
}

/// <summary>The chosen shipping method.</summary>
/// <param name="Id">The method's id.</param>
/// <param name="Name">Its name; absent if it does not deliver there.</param>
/// <param name="Price">Its price before discounts; absent if it does not deliver there.</param>
internal sealed record ChosenShippingBody(string Id, string? Name, MoneyBody? Price)
{
    public static ChosenShippingBody? Of(string? method, ShippingCharge? charge) =>
        method is null ? null : new(method, charge?.Name, charge is null ? null : MoneyBody.Of(charge.Price));
}

/// <summary>How a line's price comes about.</summary>
/// <param name="Discounts">What each promotion saves on it.</param>
/// <param name="Discount">What is saved in all.</param>
/// <param name="Tax">The tax.</param>
/// <param name="TaxPercent">The rate of the tax in percent.</param>
/// <param name="Payable">What the buyer pays for it, with tax.</param>
internal sealed record LineChargeBody(
    IReadOnlyList<DiscountBody> Discounts, MoneyBody Discount, MoneyBody Tax, decimal TaxPercent, MoneyBody Payable)
{
    /// <summary>The charge of a line, counted from 0; null if it has neither discounts nor tax.</summary>
    public static LineChargeBody? Of(CartCharges? charges, int line)
    {
        if (charges is null || line >= charges.Lines.Length) return null;
        var charge = charges.Lines[line];
        return new(
            [.. charges.Discounts
                .Where(discount => line < discount.Lines.Length && discount.Lines[line].MinorUnits > 0)
                .Select(discount => DiscountBody.Of(discount with { Amount = discount.Lines[line] }))],
            MoneyBody.Of(charge.Discount),
            MoneyBody.Of(charge.Tax),
            charge.TaxRate / 10_000m,
            MoneyBody.Of(charge.Payable));
    }
}

/// <summary>The parts of a total.</summary>
/// <param name="Subtotal">The sum of the lines' prices.</param>
/// <param name="Discounts">The discounts, in the order they were applied.</param>
/// <param name="Shipping">What the shipping costs after discounts, before tax that is not included.</param>
/// <param name="Tax">The tax.</param>
/// <param name="TaxIncluded">Whether prices include the tax.</param>
internal readonly record struct TotalParts(
    MoneyBody Subtotal, IReadOnlyList<DiscountBody> Discounts, MoneyBody Shipping, MoneyBody Tax, bool TaxIncluded)
{
    public static TotalParts Of(CartCharges? charges, Money total)
    {
        var zero = Money.Zero(total.Currency);
        return charges is null
            ? new(MoneyBody.Of(total), [], MoneyBody.Of(zero), MoneyBody.Of(zero), true)
            : new(
                MoneyBody.Of(charges.Subtotal),
                [.. charges.Discounts.Select(DiscountBody.Of)],
                MoneyBody.Of(charges.Shipping is { } shipping ? shipping.Price - shipping.Discount : zero),
                MoneyBody.Of(charges.Tax),
                charges.IsTaxIncluded);
    }
}
