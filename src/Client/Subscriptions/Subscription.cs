namespace ShopActors.Client;

/// <summary>A way out for events: a broker, or the shop's streams.</summary>
public sealed record Subscription : ShopResource
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Why it is failing; null while it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>The position of the latest event that was handed over or parked.</summary>
    public required long Position { get; init; }

    /// <summary>When the oldest event happened that is not handed over; null if there is none.</summary>
    public DateTimeOffset? BehindSince { get; init; }

    /// <summary>The latest events that the broker refused for good, latest first.</summary>
    public required IReadOnlyList<ParkedEvent> Parked { get; init; }

    /// <summary>Counts the commands and the parked events.</summary>
    public required long Version { get; init; }
}
