namespace ShopActors;

/// <summary>Search criteria for products, and which page to return.</summary>
[GenerateSerializer, Immutable, Alias("shop.product-query")]
public sealed record ProductQuery
{
    /// <summary>The most products on one page.</summary>
    public const int LimitMax = 100;

    /// <summary>
    /// Words that all occur in title, author or SKU, regardless of case, diacritics, typographic punctuation and
    /// invisible characters; null or empty matches everything.
    /// </summary>
    [Id(0)]
    public string? Text { get; init; }

    /// <summary>Only this category, compared like <see cref="Text"/>.</summary>
    [Id(1)]
    public string? Category { get; init; }

    /// <summary>The cursor of the previous page; null for the first page.</summary>
    [Id(2)]
    public string? Cursor { get; init; }

    /// <summary>How many products, 1 to <see cref="LimitMax"/>.</summary>
    /// <value>Default: 20.</value>
    [Id(3)]
    public int Limit { get; init; } = 20;
}
