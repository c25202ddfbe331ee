using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A product of the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("shop.product")]
public sealed record ProductSnapshot
{
    /// <summary>The product's id.</summary>
    [Id(0)]
    public required ProductId Id { get; init; }

    /// <summary>The SKU under which stock is counted, held and sold.</summary>
    [Id(1)]
    public required Sku Sku { get; init; }

    /// <summary>The title.</summary>
    [Id(2)]
    public required string Title { get; init; }

    /// <summary>The author; null for what has none.</summary>
    [Id(3)]
    public string? Author { get; init; }

    /// <summary>The category's name; null for none.</summary>
    [Id(4)]
    public string? Category { get; init; }

    /// <summary>The price of one unit.</summary>
    [Id(5)]
    public required Money Price { get; init; }

    /// <summary>Counts every change, from 1.</summary>
    [Id(6)]
    public required long Version { get; init; }

    /// <summary>The description; null for none.</summary>
    [Id(7)]
    public string? Description { get; init; }

    /// <summary>Whether it is on sale.</summary>
    [Id(8)]
    public ProductStatus Status { get; init; }

    /// <summary>When it will be published by itself; null if that is not planned.</summary>
    [Id(9)]
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>The class of its tax; null for the standard one.</summary>
    [Id(10)]
    public string? TaxClass { get; init; }

    /// <summary>The weight of one unit in grams; null for what weighs nothing.</summary>
    [Id(11)]
    public long? WeightGrams { get; init; }

    /// <summary>The price to compare with, such as the one before a sale; higher, or null for none.</summary>
    [Id(12)]
    public Money? CompareAt { get; init; }

    /// <summary>The prices in other currencies, at most one in each.</summary>
    [Id(13)]
    public ImmutableArray<ProductPrice> Prices { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The prices to come, earliest first.</summary>
    [Id(14)]
    public ImmutableArray<PlannedPrice> PlannedPrices { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// The group of products of which this is a variant; its members differ in attributes. Null for none.
    /// </summary>
    [Id(15)]
    public string? Group { get; init; }

    /// <summary>The attributes, each name once, in the order of their names.</summary>
    [Id(16)]
    public ImmutableArray<ProductAttribute> Attributes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The pictures, the main one first.</summary>
    [Id(17)]
    public ImmutableArray<ProductImage> Images { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>When it first went on sale; null if it never did, or before this was kept.</summary>
    [Id(18)]
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When it changes by itself next: the planned publication or price; null for never.</summary>
    public DateTimeOffset? ChangesAt =>
        PlannedPrices is [var next, ..] && !(PublishAt <= next.ValidFrom) ? next.ValidFrom : PublishAt;

    /// <summary>Whether everyone sees it and can buy it.</summary>
    public bool IsOnSale => Status == ProductStatus.Published;

    /// <summary>The price in a currency; null if it is not sold in it.</summary>
    public Money? PriceIn(Currency? currency)
    {
        if (Price.Currency == currency) return Price;
        foreach (var other in Prices)
        {
            if (other.Price.Currency == currency) return other.Price;
        }

        return null;
    }
}
