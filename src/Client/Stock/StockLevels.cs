namespace ShopActors.Client;

/// <summary>The quantities of one SKU.</summary>
public sealed record StockLevels : ShopResource
{
    /// <summary>The SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>The units physically in stock: available, held or pinned.</summary>
    public required long OnHand { get; init; }

    /// <summary>The units that can be bought now.</summary>
    public required long Available { get; init; }

    /// <summary>The units held for a while.</summary>
    public required long Held { get; init; }

    /// <summary>The units held by checkouts whose capture has begun.</summary>
    public required long Pinned { get; init; }

    /// <summary>The units sold.</summary>
    public required long Sold { get; init; }

    /// <summary>The first quantity.</summary>
    public required long Initial { get; init; }

    /// <summary>The sum of deliveries.</summary>
    public required long Received { get; init; }

    /// <summary>The sum of all other changes.</summary>
    public required long Adjusted { get; init; }

    /// <summary>How much is left.</summary>
    public required StockLevel Level { get; init; }

    /// <summary>From how many units on it is low.</summary>
    public required long LowAt { get; init; }

    /// <summary>Counts the changes; 0 for a SKU without stock.</summary>
    public required long Version { get; init; }
}
