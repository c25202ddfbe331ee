namespace ShopActors;

/// <summary>What the chosen shipping costs.</summary>
/// <param name="Method">The method's id.</param>
/// <param name="Name">The method's name when it was priced.</param>
/// <param name="Price">The price before discounts.</param>
/// <param name="Discount">The sum of the discounts on it.</param>
/// <param name="Tax">The tax on what is left.</param>
/// <param name="TaxRate">The rate of the tax in millionths.</param>
/// <param name="Payable">What the buyer pays for it, with tax.</param>
[GenerateSerializer, Immutable, Alias("shop.shipping-charge")]
public sealed record ShippingCharge(
    string Method, string Name, Money Price, Money Discount, Money Tax, long TaxRate, Money Payable);
