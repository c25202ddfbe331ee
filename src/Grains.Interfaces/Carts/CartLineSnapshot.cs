using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One line of a cart.</summary>
[GenerateSerializer, Immutable, Alias("shop.cart-line")]
public sealed record CartLineSnapshot
{
    /// <summary>The line's id.</summary>
    [Id(0)]
    public required LineId Id { get; init; }

    /// <summary>The SKU.</summary>
    [Id(1)]
    public required Sku Sku { get; init; }

    /// <summary>The product.</summary>
    [Id(2)]
    public required ProductId Product { get; init; }

    /// <summary>The product's title.</summary>
    [Id(3)]
    public required string Title { get; init; }

    /// <summary>How many units.</summary>
    [Id(4)]
    public required int Quantity { get; init; }

    /// <summary>The price of one unit.</summary>
    [Id(5)]
    public required Money UnitPrice { get; init; }

    /// <summary>What the shopper attached to the line.</summary>
    [Id(6)]
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The price of the line.</summary>
    public Money Total => UnitPrice * Quantity;
}
