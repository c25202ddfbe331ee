namespace ShopActors;

/// <summary>A coupon code on a cart.</summary>
/// <param name="Code">The code, in capitals.</param>
/// <param name="IsApplied">Whether it reduces the total now.</param>
[GenerateSerializer, Immutable, Alias("shop.cart-coupon")]
public sealed record CartCoupon(string Code, bool IsApplied);
