namespace ShopActors.Client;

/// <summary>Items that are low or sold out.</summary>
public sealed record StockAlerts : ShopResource
{
    /// <summary>The items, in the order of their SKUs.</summary>
    public required IReadOnlyList<StockAlert> Items { get; init; }
}
