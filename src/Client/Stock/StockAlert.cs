namespace ShopActors.Client;

/// <summary>An item that is low or sold out.</summary>
public sealed record StockAlert
{
    /// <summary>The SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>How much is left.</summary>
    public required StockLevel Level { get; init; }

    /// <summary>The units on hand when it came to that.</summary>
    public required long OnHand { get; init; }

    /// <summary>From how many units on it is low.</summary>
    public required long LowAt { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
}
