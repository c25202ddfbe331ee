namespace ShopActors.Client;

/// <summary>An event of an order.</summary>
public sealed record TimelineEntry
{
    /// <summary>Its number in the timeline, from 1 and without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The kind of event, such as <c>stock-reserved</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened; never before the previous event.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The order's status after the event.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>The details by name, as text.</summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }
}
