using System.Collections.Immutable;

namespace ShopActors;

/// <summary>One page of the operators' list of orders.</summary>
/// <param name="Orders">The orders, latest first, without their buyers' details.</param>
/// <param name="NextCursor">
/// The cursor of the next page; null at the end. A page may have fewer orders than were asked for and still a cursor,
/// because one request reads at most <see cref="OrderLimits.ScanMax"/> orders.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.order-listing")]
public sealed record OrderListing(ImmutableArray<OrderSnapshot> Orders, string? NextCursor);
