using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The history of an order up to an instant, and the order as those events leave it.</summary>
/// <param name="Entries">The events, oldest first.</param>
/// <param name="Order">The order as of the last entry.</param>
[GenerateSerializer, Immutable, Alias("shop.order-timeline")]
public sealed record OrderTimeline(ImmutableArray<OrderTimelineEntry> Entries, OrderSnapshot Order);
