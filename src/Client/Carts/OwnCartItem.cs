namespace ShopActors.Client;

/// <summary>An item of the caller's own cart.</summary>
public sealed record OwnCartItem
{
    /// <summary>The SKU.</summary>
    public required string ItemId { get; init; }

    /// <summary>The product's title.</summary>
    public required string Title { get; init; }

    /// <summary>How many units.</summary>
    public required int Quantity { get; init; }

    /// <summary>The price of one unit, in minor units.</summary>
    public required long Price { get; init; }

    /// <summary>The price of all units, in minor units.</summary>
    public required long TotalPrice { get; init; }
}
