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

    /// <summary>Whether everyone sees it and can buy it.</summary>
    public bool IsOnSale => Status == ProductStatus.Published;
}
