namespace ShopActors.Client;

/// <summary>A coupon to add.</summary>
internal sealed record CouponRequest(string Code);
