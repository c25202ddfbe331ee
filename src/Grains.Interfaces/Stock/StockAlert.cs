namespace ShopActors;

/// <summary>A SKU that is low or out.</summary>
[GenerateSerializer, Immutable, Alias("shop.stock-alert")]
public sealed record StockAlert
{
    /// <summary>The SKU.</summary>
    [Id(0)]
    public required Sku Sku { get; init; }

    /// <summary>How much is left.</summary>
    [Id(1)]
    public required StockLevel Level { get; init; }

    /// <summary>The units on hand when the level was reached.</summary>
    [Id(2)]
    public required long OnHand { get; init; }

    /// <summary>At most so many units are low.</summary>
    [Id(3)]
    public required long LowAt { get; init; }

    /// <summary>Since when.</summary>
    [Id(4)]
    public required DateTimeOffset Since { get; init; }
}
