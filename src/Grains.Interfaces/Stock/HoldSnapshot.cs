namespace ShopActors;

/// <summary>
/// The state of a hold. <see cref="Sold"/>, <see cref="Released"/> and <see cref="Expired"/> are final.
/// </summary>
[GenerateSerializer, Alias("shop.hold-state")]
public enum HoldState
{
    /// <summary>Units are held until the deadline.</summary>
    Held = 0,

    /// <summary>Units are held without a deadline, until the outcome of the order is known.</summary>
    Pinned = 1,

    /// <summary>Sold.</summary>
    Sold = 2,

    /// <summary>Released; also the tombstone of a release that arrived before its reservation.</summary>
    Released = 3,

    /// <summary>Released because its deadline passed.</summary>
    Expired = 4,
}

/// <summary>One hold.</summary>
[GenerateSerializer, Immutable, Alias("shop.hold")]
public sealed record HoldSnapshot
{
    /// <summary>The hold's id.</summary>
    [Id(0)]
    public required HoldId Id { get; init; }

    /// <summary>The state.</summary>
    [Id(1)]
    public required HoldState State { get; init; }

    /// <summary>The number of units; 0 for a tombstone of a hold that was never made.</summary>
    [Id(2)]
    public required int Quantity { get; init; }

    /// <summary>When the hold expires; only while <see cref="HoldState.Held"/>.</summary>
    [Id(3)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it entered its present state.</summary>
    [Id(4)]
    public required DateTimeOffset Since { get; init; }
}
