namespace ShopActors.Client;

/// <summary>A product to add.</summary>
public sealed record CreateProductRequest
{
    /// <summary>Its SKU, which no other product has and which never changes.</summary>
    public required string Sku { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>The author, for what has one.</summary>
    public string? Author { get; init; }

    /// <summary>The category.</summary>
    public string? Category { get; init; }

    /// <summary>The description, which may have several lines.</summary>
    public string? Description { get; init; }

    /// <summary>The class of its tax; null for the standard one.</summary>
    public string? TaxClass { get; init; }

    /// <summary>The weight of one unit in grams; null for what weighs nothing.</summary>
    public long? WeightGrams { get; init; }

    /// <summary>Whether it is on sale at once, as it is if null, or a draft.</summary>
    public NewProductStatus? Status { get; init; }

    /// <summary>The units on hand, for a SKU that has no stock yet.</summary>
    public long? InitialStock { get; init; }

    /// <summary>The price to compare with; higher, in the same currency.</summary>
    public Money? CompareAtPrice { get; init; }

    /// <summary>Prices in other currencies, one for each.</summary>
    public IReadOnlyList<ProductPrice>? Prices { get; init; }

    /// <summary>Prices that replace the present one of their currency at a time.</summary>
    public IReadOnlyList<PlannedPrice>? PlannedPrices { get; init; }

    /// <summary>The group of which it is a variant.</summary>
    public string? Group { get; init; }

    /// <summary>Its attributes.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Its pictures, the main one first.</summary>
    public IReadOnlyList<ProductImage>? Images { get; init; }
}
