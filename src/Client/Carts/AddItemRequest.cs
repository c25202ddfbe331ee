namespace ShopActors.Client;

/// <summary>Units to add.</summary>
public sealed record AddItemRequest
{
    /// <summary>The SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>How many units to add to the line of this SKU and metadata, or to begin one with.</summary>
    public required int Quantity { get; init; }

    /// <summary>What the line has attached; units with other metadata form another line.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
