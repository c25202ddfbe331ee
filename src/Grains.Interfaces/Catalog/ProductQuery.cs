using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Search criteria for products, and which page to return.</summary>
[GenerateSerializer, Immutable, Alias("shop.product-query")]
public sealed record ProductQuery
{
    /// <summary>The most products on one page.</summary>
    public const int LimitMax = 100;

    /// <summary>
    /// Words, each of which a word in title, author or SKU begins with, regardless of case, diacritics, typographic
    /// punctuation and invisible characters; null or empty matches everything.
    /// </summary>
    [Id(0)]
    public string? Text { get; init; }

    /// <summary>Only this category, compared like <see cref="Text"/>.</summary>
    [Id(1)]
    public string? Category { get; init; }

    /// <summary>The cursor of the previous page, which had the same order; null for the first page.</summary>
    [Id(2)]
    public string? Cursor { get; init; }

    /// <summary>How many products, 1 to <see cref="LimitMax"/>.</summary>
    /// <value>Default: 20.</value>
    [Id(3)]
    public int Limit { get; init; } = 20;

    /// <summary>The order of the products.</summary>
    [Id(4)]
    public ProductSort Sort { get; init; }

    /// <summary>
    /// Whose prices count for the order and the limits of price; products without a price in it are left out then.
    /// </summary>
    /// <value>Default: EUR.</value>
    [Id(5)]
    public Currency Currency { get => field.IsDefault ? Currency.Eur : field; init; }

    /// <summary>The lowest price in minor units; null for any.</summary>
    [Id(6)]
    public long? PriceMin { get; init; }

    /// <summary>The highest price in minor units; null for any.</summary>
    [Id(7)]
    public long? PriceMax { get; init; }

    /// <summary>Only products of which there are units left in the shop.</summary>
    [Id(8)]
    public bool InStock { get; init; }

    /// <summary>Only products with all these attributes, compared like <see cref="Text"/>.</summary>
    [Id(9)]
    public ImmutableArray<ProductAttribute> Attributes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Only the variants of this group.</summary>
    [Id(10)]
    public string? Group { get; init; }

    /// <summary>Whether to count the matching products by category and attribute.</summary>
    [Id(11)]
    public bool WithFacets { get; init; }

    /// <summary>Only products of this status; null for all.</summary>
    /// <value>Default: published.</value>
    [Id(12)]
    public ProductStatus? Status { get; init; } = ProductStatus.Published;
}
