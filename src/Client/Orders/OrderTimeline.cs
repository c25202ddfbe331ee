namespace ShopActors.Client;

/// <summary>The events of an order.</summary>
public sealed record OrderTimeline : ShopResource
{
    /// <summary>The events, oldest first.</summary>
    public required IReadOnlyList<TimelineEntry> Items { get; init; }

    /// <summary>The order after the last of them.</summary>
    public required Order Order { get; init; }
}
