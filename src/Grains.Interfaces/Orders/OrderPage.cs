using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One page of a principal's orders.</summary>
/// <param name="Orders">The ids, latest first.</param>
/// <param name="NextCursor">Where the next page starts; null when this is the last.</param>
[GenerateSerializer, Immutable, Alias("shop.order-page")]
public sealed record OrderPage(ImmutableArray<OrderId> Orders, string? NextCursor);
