using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The content of a product to add, or to replace the product of the same SKU. Texts are stored in NFC and trimmed, and
/// contain no control characters.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.product-draft")]
public sealed record ProductDraft
{
    /// <summary>The SKU, which never changes.</summary>
    [Id(0)]
    public required Sku Sku { get; init; }

    /// <summary>The title, 1 to 200 characters.</summary>
    [Id(1)]
    public required string Title { get; init; }

    /// <summary>The author, 1 to 200 characters; null for none.</summary>
    [Id(2)]
    public string? Author { get; init; }

    /// <summary>The category, 1 to 60 characters; null for none.</summary>
    [Id(3)]
    public string? Category { get; init; }

    /// <summary>The price of one unit, positive.</summary>
    [Id(4)]
    public required Money Price { get; init; }

    /// <summary>The description, up to 5,000 characters, which may have several lines; null for none.</summary>
    [Id(5)]
    public string? Description { get; init; }

    /// <summary>The class of its tax: 1 to 40 small letters, digits and hyphens; null for the standard one.</summary>
    [Id(6)]
    public string? TaxClass { get; init; }

    /// <summary>The weight of one unit in grams, positive; null for what weighs nothing.</summary>
    [Id(7)]
    public long? WeightGrams { get; init; }

    /// <summary>The price to compare with, such as the one before a sale; higher, or null for none.</summary>
    [Id(8)]
    public Money? CompareAt { get; init; }

    /// <summary>The prices in other currencies, at most one in each.</summary>
    [Id(9)]
    public ImmutableArray<ProductPrice> Prices { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The prices to come, earliest first.</summary>
    [Id(10)]
    public ImmutableArray<PlannedPrice> PlannedPrices { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// The group of products of which this is a variant; its members differ in attributes. Null for none.
    /// </summary>
    [Id(11)]
    public string? Group { get; init; }

    /// <summary>The attributes, each name once, in the order of their names.</summary>
    [Id(12)]
    public ImmutableArray<ProductAttribute> Attributes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The pictures, the main one first.</summary>
    [Id(13)]
    public ImmutableArray<ProductImage> Images { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// Whether it is on sale; null keeps what a product is, and puts a new one on sale. Only a new product can become a
    /// draft.
    /// </summary>
    [Id(14)]
    public ProductStatus? Status { get; init; }
}
