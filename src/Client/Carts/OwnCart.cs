namespace ShopActors.Client;

/// <summary>The caller's own cart.</summary>
public sealed record OwnCart : ShopResource
{
    /// <summary>Always true.</summary>
    public required bool Success { get; init; }

    /// <summary>The cart's id, once there is a cart.</summary>
    public string? CartId { get; init; }

    /// <summary>The items, in the order they were added.</summary>
    public required IReadOnlyList<OwnCartItem> CartItems { get; init; }

    /// <summary>The sum of price times quantity, in minor units.</summary>
    public required long TotalPrice { get; init; }

    /// <summary>The currency of the prices.</summary>
    public required string Currency { get; init; }
}
