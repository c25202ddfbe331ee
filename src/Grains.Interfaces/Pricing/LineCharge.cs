namespace ShopActors;

/// <summary>What discounts and tax make of a line.</summary>
/// <param name="Discount">The sum of the discounts on this line.</param>
/// <param name="Tax">The tax on what is left.</param>
/// <param name="TaxRate">The rate of the tax in millionths: 190,000 for 19 %.</param>
/// <param name="Payable">What the buyer pays for the line, with tax.</param>
[GenerateSerializer, Immutable, Alias("shop.line-charge")]
public sealed record LineCharge(Money Discount, Money Tax, long TaxRate, Money Payable);
