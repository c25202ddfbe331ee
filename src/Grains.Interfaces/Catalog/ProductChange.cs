namespace ShopActors;

/// <summary>
/// What to change of a product: null leaves a part as it is; an empty text, or a weight of 0, removes it.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.product-change")]
public sealed record ProductChange
{
    /// <summary>The title.</summary>
    [Id(0)]
    public string? Title { get; init; }

    /// <summary>The author.</summary>
    [Id(1)]
    public string? Author { get; init; }

    /// <summary>The category.</summary>
    [Id(2)]
    public string? Category { get; init; }

    /// <summary>The price.</summary>
    [Id(3)]
    public Money? Price { get; init; }

    /// <summary>The description.</summary>
    [Id(4)]
    public string? Description { get; init; }

    /// <summary>The class of its tax.</summary>
    [Id(5)]
    public string? TaxClass { get; init; }

    /// <summary>The weight of one unit in grams.</summary>
    [Id(6)]
    public long? WeightGrams { get; init; }
}
