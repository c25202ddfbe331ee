namespace ShopActors.Client;

/// <summary>What to change of a product: null leaves a part as it is, an empty text or list removes it.</summary>
public sealed record ChangeProductRequest
{
    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The price of one unit.</summary>
    public Money? Price { get; init; }

    /// <summary>The author.</summary>
    public string? Author { get; init; }

    /// <summary>The category.</summary>
    public string? Category { get; init; }

    /// <summary>The description.</summary>
    public string? Description { get; init; }

    /// <summary>The class of its tax.</summary>
    public string? TaxClass { get; init; }

    /// <summary>The weight of one unit in grams; 0 removes it.</summary>
    public long? WeightGrams { get; init; }

    /// <summary>The price to compare with; higher, in the same currency; an amount of 0 removes it.</summary>
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
