namespace ShopActors.Client;

/// <summary>How many units of a product can be bought now.</summary>
public sealed record Availability : ShopResource
{
    /// <summary>The product's SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>The units that can be bought now.</summary>
    public required long Available { get; init; }

    /// <summary>Counts the changes of the stock.</summary>
    public required long Version { get; init; }
}
