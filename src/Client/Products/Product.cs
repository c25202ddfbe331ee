namespace ShopActors.Client;

/// <summary>A product.</summary>
public sealed record Product : ShopResource
{
    /// <summary>The product's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its author; null for what has none.</summary>
    public string? Author { get; init; }

    /// <summary>Its category; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>The price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>The description; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>The class of its tax; null for the standard one.</summary>
    public string? TaxClass { get; init; }

    /// <summary>The weight of one unit in grams; null for what weighs nothing.</summary>
    public long? WeightGrams { get; init; }

    /// <summary>The price to compare with, such as the one before a sale; null for none.</summary>
    public Money? CompareAtPrice { get; init; }

    /// <summary>The prices in other currencies.</summary>
    public required IReadOnlyList<ProductPrice> Prices { get; init; }

    /// <summary>The prices to come; null for shoppers.</summary>
    public IReadOnlyList<PlannedPrice>? PlannedPrices { get; init; }

    /// <summary>The group of which it is a variant; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Its attributes, in which the variants of a group differ.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Its pictures, the main one first.</summary>
    public required IReadOnlyList<ProductImage> Images { get; init; }

    /// <summary>Whether it is on sale.</summary>
    public required ProductStatus Status { get; init; }

    /// <summary>When it will be published by itself; null if that is not planned.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>When it first went on sale; null if it never did.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public required long Version { get; init; }
}
