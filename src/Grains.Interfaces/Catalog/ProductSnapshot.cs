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

    /// <summary>The author.</summary>
    [Id(3)]
    public required string Author { get; init; }

    /// <summary>The category's name.</summary>
    [Id(4)]
    public required string Category { get; init; }

    /// <summary>The price of one unit.</summary>
    [Id(5)]
    public required Money Price { get; init; }

    /// <summary>Counts every change, from 1.</summary>
    [Id(6)]
    public required long Version { get; init; }
}
