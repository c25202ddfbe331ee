using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// What to change of a product: null leaves a part as it is; an empty text or list, or a weight or an
/// amount of 0, removes it. A list replaces the whole list.
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

    /// <summary>The price to compare with.</summary>
    [Id(7)]
    public Money? CompareAt { get; init; }

    /// <summary>The prices in other currencies.</summary>
    [Id(8)]
    public ImmutableArray<ProductPrice>? Prices { get; init; }

    /// <summary>The prices to come.</summary>
    [Id(9)]
    public ImmutableArray<PlannedPrice>? PlannedPrices { get; init; }

    /// <summary>The group of variants.</summary>
    [Id(10)]
    public string? Group { get; init; }

    /// <summary>The attributes.</summary>
    [Id(11)]
    public ImmutableArray<ProductAttribute>? Attributes { get; init; }

    /// <summary>The pictures.</summary>
    [Id(12)]
    public ImmutableArray<ProductImage>? Images { get; init; }
}
