namespace ShopActors.Client;

/// <summary>A shipping method.</summary>
public sealed record ShippingMethod
{
    /// <summary>The method's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name that shoppers see.</summary>
    public required string Name { get; init; }

    /// <summary>What it costs for this cart, before discounts.</summary>
    public required Money Price { get; init; }
}
