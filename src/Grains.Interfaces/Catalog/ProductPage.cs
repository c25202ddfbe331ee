using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One page of products.</summary>
[GenerateSerializer, Immutable, Alias("shop.product-page")]
public sealed record ProductPage
{
    /// <summary>The products.</summary>
    [Id(0)]
    public required ImmutableArray<ProductSnapshot> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    [Id(1)]
    public string? NextCursor { get; init; }

    /// <summary>How many products match, on all pages.</summary>
    [Id(2)]
    public int Total { get; init; }

    /// <summary>How many of them have which category and attributes, if that was asked for.</summary>
    [Id(3)]
    public ImmutableArray<ProductFacet> Facets { get => field.IsDefault ? [] : field; init; } = [];
}
