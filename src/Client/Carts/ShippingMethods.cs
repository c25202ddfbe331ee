namespace ShopActors.Client;

/// <summary>The shipping methods that deliver a cart.</summary>
public sealed record ShippingMethods : ShopResource
{
    /// <summary>The methods, cheapest first.</summary>
    public required IReadOnlyList<ShippingMethod> Items { get; init; }
}
