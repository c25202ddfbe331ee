using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A notice for the shopper that does not block the cart.</summary>
[GenerateSerializer, Immutable, Alias("shop.cart-warning")]
public sealed record CartWarning
{
    /// <summary>
    /// The price has changed since the line was last changed; details <c>old</c> and <c>new</c> in minor units.
    /// </summary>
    public const string PriceChanged = "price_changed";

    /// <summary>
    /// Fewer units are available than all lines of the SKU ask for; details <c>requested</c> (by all these lines) and
    /// <c>available</c>.
    /// </summary>
    public const string InsufficientStock = "insufficient_stock";

    /// <summary>The product is no longer in the catalogue.</summary>
    public const string ProductGone = "product_gone";

    /// <summary>
    /// A merge would have exceeded the largest quantity of a SKU; details <c>requested</c> and <c>quantity</c>. A line
    /// that is left with quantity 0 is not added.
    /// </summary>
    public const string QuantityCapped = "quantity_capped";

    /// <summary>The kind of warning.</summary>
    [Id(0)]
    public required string Code { get; init; }

    /// <summary>The line that the warning is about.</summary>
    [Id(1)]
    public required LineId Line { get; init; }

    /// <summary>The line's SKU.</summary>
    [Id(2)]
    public required Sku Sku { get; init; }

    /// <summary>The details by name.</summary>
    [Id(3)]
    public ImmutableDictionary<string, string> Details { get; init; } = ImmutableDictionary<string, string>.Empty;
}
