using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One event of an order.</summary>
[GenerateSerializer, Immutable, Alias("shop.order-timeline-entry")]
public sealed record OrderTimelineEntry
{
    /// <summary>Its number in the order's journal, from 1 and without gaps.</summary>
    [Id(0)]
    public required long Sequence { get; init; }

    /// <summary>The kind of event, such as <c>stock-reserved</c>.</summary>
    [Id(1)]
    public required string Type { get; init; }

    /// <summary>When it happened, by the clock of the order's silo; never before the previous entry.</summary>
    [Id(2)]
    public required DateTimeOffset At { get; init; }

    /// <summary>The order's status after the event.</summary>
    [Id(3)]
    public required OrderStatus Status { get; init; }

    /// <summary>The details by name.</summary>
    [Id(4)]
    public ImmutableDictionary<string, string> Details { get; init; } = ImmutableDictionary<string, string>.Empty;
}
