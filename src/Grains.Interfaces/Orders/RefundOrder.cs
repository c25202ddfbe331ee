using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Refunds money of a confirmed order: an amount, or what was paid for units and the shipping.</summary>
/// <param name="Amount">
/// The amount; if it is null and neither units nor the shipping are named, everything not yet refunded.
/// </param>
/// <param name="Lines">The units whose price to refund; default or empty for none.</param>
/// <param name="IsShippingRefunded">Whether to refund the shipping.</param>
[GenerateSerializer, Immutable, Alias("shop.refund-order")]
public sealed record RefundOrder(
    Money? Amount, ImmutableArray<OrderUnits> Lines = default, bool IsShippingRefunded = false);
