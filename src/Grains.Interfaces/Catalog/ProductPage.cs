using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One page of products, in the order of their SKUs.</summary>
[GenerateSerializer, Immutable, Alias("shop.product-page")]
public sealed record ProductPage
{
    /// <summary>The products.</summary>
    [Id(0)]
    public required ImmutableArray<ProductSnapshot> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    [Id(1)]
    public string? NextCursor { get; init; }
}
