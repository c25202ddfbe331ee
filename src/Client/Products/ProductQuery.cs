namespace ShopActors.Client;

/// <summary>Which products to list.</summary>
public sealed record ProductQuery
{
    /// <summary>Words, each of which a word in title, author or SKU begins with; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Only this category.</summary>
    public string? Category { get; init; }

    /// <summary>Only the variants of this group.</summary>
    public string? Group { get; init; }

    /// <summary>Only products with these attributes.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>The order; by relevance if there are words, else by SKU, if null.</summary>
    public ProductSort? Sort { get; init; }

    /// <summary>The currency whose prices count, by its code; EUR if null.</summary>
    public string? Currency { get; init; }

    /// <summary>The lowest price in minor units.</summary>
    public long? MinPrice { get; init; }

    /// <summary>The highest price in minor units.</summary>
    public long? MaxPrice { get; init; }

    /// <summary>Whether to leave out what is sold out.</summary>
    public bool? InStock { get; init; }

    /// <summary>Whether to count the matching products by category and attribute.</summary>
    public bool? Facets { get; init; }

    /// <summary>Only products of this status, or <c>any</c>; for operators. On sale if null.</summary>
    public string? SaleStatus { get; init; }

    internal string ToPath(string? cursor, int? limit) => "products".With(
        ("search", Search),
        ("category", Category),
        ("group", Group),
        ("attributes", Attributes is null
            ? null
            : string.Join(';', Attributes.Select(pair => $"{pair.Key}:{pair.Value}"))),
        ("sort", CallPath.Text(Sort)),
        ("currency", Currency),
        ("minPrice", CallPath.Text(MinPrice)),
        ("maxPrice", CallPath.Text(MaxPrice)),
        ("inStock", CallPath.Text(InStock)),
        ("facets", CallPath.Text(Facets)),
        ("saleStatus", SaleStatus),
        ("cursor", cursor),
        ("limit", CallPath.Text(limit)));
}
