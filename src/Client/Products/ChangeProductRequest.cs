namespace ShopActors.Client;

/// <summary>What to change of a product: null leaves a part as it is, an empty text removes it.</summary>
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
}
