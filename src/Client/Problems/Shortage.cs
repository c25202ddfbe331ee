namespace ShopActors.Client;

/// <summary>A line for which there is too little stock.</summary>
public sealed record Shortage
{
    /// <summary>The SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>The units that were asked for.</summary>
    public required long Requested { get; init; }

    /// <summary>The units that are available.</summary>
    public required long Available { get; init; }
}
