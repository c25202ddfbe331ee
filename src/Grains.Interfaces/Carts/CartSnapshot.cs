using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Which commands a cart accepts.</summary>
[GenerateSerializer, Alias("shop.cart-status")]
public enum CartStatus
{
    /// <summary>Every command.</summary>
    Open = 0,

    /// <summary>Only the end of the checkout that locked it.</summary>
    Locked = 1,

    /// <summary>None: the cart was merged into another one.</summary>
    Merged = 2,
}

/// <summary>A cart as its owner sees it.</summary>
[GenerateSerializer, Immutable, Alias("shop.cart-snapshot")]
public sealed record CartSnapshot
{
    /// <summary>The cart's id.</summary>
    [Id(0)]
    public required CartId Id { get; init; }

    /// <summary>Counts every change, from 1.</summary>
    [Id(1)]
    public required long Version { get; init; }

    /// <summary>Which commands it accepts.</summary>
    [Id(2)]
    public required CartStatus Status { get; init; }

    /// <summary>The currency of all its prices.</summary>
    [Id(3)]
    public required Currency Currency { get; init; }

    /// <summary>The lines, in the order they were added.</summary>
    [Id(4)]
    public required ImmutableArray<CartLineSnapshot> Lines { get; init; }

    /// <summary>What the buyer pays: the sum of all lines, unless <see cref="Charges"/> tells more.</summary>
    [Id(5)]
    public required Money Total { get; init; }

    /// <summary>What the shopper should know.</summary>
    [Id(6)]
    public ImmutableArray<CartWarning> Warnings { get; init; } = [];

    /// <summary>When the cart expires unless it changes before.</summary>
    [Id(7)]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The order whose checkout holds the lock, while <see cref="CartStatus.Locked"/>.</summary>
    [Id(8)]
    public OrderId? LockedBy { get; init; }

    /// <summary>What the shopper attached to the cart.</summary>
    [Id(9)]
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How the total comes about; null if it is just the sum of the lines.</summary>
    [Id(10)]
    public CartCharges? Charges { get; init; }

    /// <summary>The coupons, in the order they were added.</summary>
    [Id(11)]
    public ImmutableArray<CartCoupon> Coupons { get; init; } = [];

    /// <summary>The chosen shipping method; null for none.</summary>
    [Id(12)]
    public string? ShippingMethod { get; init; }

    /// <summary>Who buys; null if that is not known yet.</summary>
    [Id(13)]
    public BuyerDetails? Buyer { get; init; }

    /// <summary>What a checkout would need and the cart does not have: its members in the API.</summary>
    [Id(15)]
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>The same as journals have it, encrypted.</summary>
    [Id(14)]
    public string? SealedBuyer { get; init; }
}
