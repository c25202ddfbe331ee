namespace ShopActors;

/// <summary>Refunds money of a confirmed order.</summary>
/// <param name="Amount">The amount; null for everything not yet refunded.</param>
[GenerateSerializer, Immutable, Alias("shop.refund-order")]
public sealed record RefundOrder(Money? Amount);
