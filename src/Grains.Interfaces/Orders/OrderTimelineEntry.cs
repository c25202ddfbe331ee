using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One thing that happened to an order.</summary>
[GenerateSerializer, Immutable, Alias("shop.order-timeline-entry")]
public sealed record OrderTimelineEntry
{
    /// <summary>Its place in the order's journal; 1 for the first, without gaps.</summary>
    [Id(0)]
    public required long Sequence { get; init; }

    /// <summary>What happened, such as <c>stock-reserved</c>.</summary>
    [Id(1)]
    public required string Type { get; init; }

    /// <summary>When, by the clock of the order's silo; never before the entry ahead of it.</summary>
    [Id(2)]
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of the order by it.</summary>
    [Id(3)]
    public required OrderStatus Status { get; init; }

    /// <summary>The facts by name.</summary>
    [Id(4)]
    public ImmutableDictionary<string, string> Details { get; init; } = ImmutableDictionary<string, string>.Empty;
}
