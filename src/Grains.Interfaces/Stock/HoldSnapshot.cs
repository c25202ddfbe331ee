namespace ShopActors;

/// <summary>
/// Where a hold stands. <see cref="Sold"/>, <see cref="Released"/> and <see cref="Expired"/> are final.
/// </summary>
[GenerateSerializer, Alias("shop.hold-state")]
public enum HoldState
{
    /// <summary>Set aside until its deadline.</summary>
    Held = 0,

    /// <summary>Set aside without a deadline, until the outcome of the order that holds it is known.</summary>
    Pinned = 1,

    /// <summary>Sold.</summary>
    Sold = 2,

    /// <summary>Given back; also the tombstone of a release that came before its reservation.</summary>
    Released = 3,

    /// <summary>Given back because its deadline passed.</summary>
    Expired = 4,
}

/// <summary>One hold.</summary>
[GenerateSerializer, Immutable, Alias("shop.hold")]
public sealed record HoldSnapshot
{
    /// <summary>The hold's id.</summary>
    [Id(0)]
    public required HoldId Id { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public required HoldState State { get; init; }

    /// <summary>How many units; 0 for the tombstone of a hold that never was.</summary>
    [Id(2)]
    public required int Quantity { get; init; }

    /// <summary>When it ends by itself; only while <see cref="HoldState.Held"/>.</summary>
    [Id(3)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it came into its present state.</summary>
    [Id(4)]
    public required DateTimeOffset Since { get; init; }
}
