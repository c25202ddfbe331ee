using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One line of an order, as it was when the order was accepted.</summary>
[GenerateSerializer, Immutable, Alias("shop.order-line")]
public sealed record OrderLine
{
    /// <summary>The SKU.</summary>
    [Id(0)]
    public required Sku Sku { get; init; }

    /// <summary>The product.</summary>
    [Id(1)]
    public required ProductId Product { get; init; }

    /// <summary>The product's title.</summary>
    [Id(2)]
    public required string Title { get; init; }

    /// <summary>How many units.</summary>
    [Id(3)]
    public required int Quantity { get; init; }

    /// <summary>The price of one unit.</summary>
    [Id(4)]
    public required Money UnitPrice { get; init; }

    /// <summary>What the shopper attached to the line.</summary>
    [Id(5)]
    public ImmutableDictionary<string, string> Metadata
    {
        get => field ?? ImmutableDictionary<string, string>.Empty;
        init;
    } = ImmutableDictionary<string, string>.Empty;
}
