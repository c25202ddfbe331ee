using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One page of a principal's orders.</summary>
/// <param name="Orders">The ids, latest first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
[GenerateSerializer, Immutable, Alias("shop.order-page")]
public sealed record OrderPage(ImmutableArray<OrderId> Orders, string? NextCursor);
