namespace ShopActors.Client;

/// <summary>A page of products.</summary>
public sealed record ProductPage : ShopResource
{
    /// <summary>The products.</summary>
    public required IReadOnlyList<Product> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last one.</summary>
    public string? NextCursor { get; init; }

    /// <summary>How many products match, on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>How many of them have which category and attributes; null unless asked for.</summary>
    public IReadOnlyList<ProductFacet>? Facets { get; init; }
}
