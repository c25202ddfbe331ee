using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Adds units of a SKU to the cart, on the line with the same SKU and metadata if there is one.</summary>
[GenerateSerializer, Immutable, Alias("shop.add-cart-item")]
public sealed record AddCartItem
{
    /// <summary>The SKU.</summary>
    [Id(0)]
    public required Sku Sku { get; init; }

    /// <summary>How many units to add, 1 to <see cref="CartLimits.QuantityMax"/>.</summary>
    [Id(1)]
    public required int Quantity { get; init; }

    /// <summary>
    /// Metadata of the line, such as an engraving. Stored in NFC and trimmed, without control characters.
    /// </summary>
    [Id(2)]
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;
}
