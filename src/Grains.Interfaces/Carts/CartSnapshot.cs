using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What a cart accepts at present.</summary>
[GenerateSerializer, Alias("shop.cart-status")]
public enum CartStatus
{
    /// <summary>Everything.</summary>
    Open = 0,

    /// <summary>Nothing but the end of the checkout that locked it.</summary>
    Locked = 1,

    /// <summary>Nothing: it was merged into another cart.</summary>
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

    /// <summary>What it accepts.</summary>
    [Id(2)]
    public required CartStatus Status { get; init; }

    /// <summary>The currency of all its prices.</summary>
    [Id(3)]
    public required Currency Currency { get; init; }

    /// <summary>The lines, in the order they were added.</summary>
    [Id(4)]
    public required ImmutableArray<CartLineSnapshot> Lines { get; init; }

    /// <summary>The price of all lines.</summary>
    [Id(5)]
    public required Money Total { get; init; }

    /// <summary>What the shopper should know.</summary>
    [Id(6)]
    public ImmutableArray<CartWarning> Warnings { get; init; } = [];

    /// <summary>When it ends unless it changes.</summary>
    [Id(7)]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The order whose checkout holds the lock, while <see cref="CartStatus.Locked"/>.</summary>
    [Id(8)]
    public OrderId? LockedBy { get; init; }
}
