namespace ShopActors;

/// <summary>Gives money of a confirmed order back.</summary>
/// <param name="Amount">How much; null for all that is left.</param>
[GenerateSerializer, Immutable, Alias("shop.refund-order")]
public sealed record RefundOrder(Money? Amount);
