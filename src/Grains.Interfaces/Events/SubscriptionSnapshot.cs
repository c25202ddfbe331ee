using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A way out for events.</summary>
[GenerateSerializer, Immutable, Alias("shop.subscription-snapshot")]
public sealed record SubscriptionSnapshot
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    [Id(1)]
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Why it is failing; null while it is not.</summary>
    [Id(2)]
    public required string? Reason { get; init; }

    /// <summary>The position up to which everything is handed over or parked.</summary>
    [Id(3)]
    public required long Position { get; init; }

    /// <summary>When the oldest event happened that is not handed over; null if there is none.</summary>
    [Id(4)]
    public required DateTimeOffset? BehindSince { get; init; }

    /// <summary>The latest events that the broker refused, latest first.</summary>
    [Id(5)]
    public required ImmutableArray<ParkedEvent> Parked { get; init; }

    /// <summary>Counts the commands and parked events.</summary>
    [Id(6)]
    public required long Version { get; init; }
}
