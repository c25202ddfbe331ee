using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What happened to an order up to an instant, and the order that follows from exactly that.</summary>
/// <param name="Entries">What happened, oldest first.</param>
/// <param name="Order">The order as of the last entry.</param>
[GenerateSerializer, Immutable, Alias("shop.order-timeline")]
public sealed record OrderTimeline(ImmutableArray<OrderTimelineEntry> Entries, OrderSnapshot Order);
