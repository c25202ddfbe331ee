using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// How a total comes about: lines, discounts, shipping and tax. Every amount is in whole minor units, and the parts sum
/// up exactly (docs/adr/0017-one-quote.md).
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.cart-charges")]
public sealed record CartCharges
{
    /// <summary>The sum of unit price times quantity.</summary>
    [Id(0)]
    public required Money Subtotal { get; init; }

    /// <summary>The discounts, in the order they were applied.</summary>
    [Id(1)]
    public ImmutableArray<Discount> Discounts { get; init; } = [];

    /// <summary>The shipping; null if no method is chosen, or it does not deliver there.</summary>
    [Id(2)]
    public ShippingCharge? Shipping { get; init; }

    /// <summary>The tax of lines and shipping.</summary>
    [Id(3)]
    public required Money Tax { get; init; }

    /// <summary>Whether prices include the tax, so that it is not added to the total.</summary>
    [Id(4)]
    public bool IsTaxIncluded { get; init; }

    /// <summary>What the buyer pays.</summary>
    [Id(5)]
    public required Money Total { get; init; }

    /// <summary>Discount and tax of each line, in the order of the lines.</summary>
    [Id(6)]
    public required ImmutableArray<LineCharge> Lines { get; init; }
}
