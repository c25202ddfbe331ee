namespace ShopActors;

/// <summary>The refusals of promotions and coupons.</summary>
internal static class PromotionErrors
{
    public static ShopError NotFound { get; } =
        ShopError.Never(ErrorCode.PromotionNotFound, "There is no such promotion.");

    public static ShopError Exists { get; } =
        ShopError.Never(ErrorCode.PromotionExists, "Another promotion has this code.");

    public static ShopError TooMany { get; } =
        ShopError.Never(ErrorCode.TooManyPromotions, "The shop has as many promotions as it may have.")
            .With(ErrorDetails.Max, PromotionLimits.PromotionsMax);

    public static ShopError OperationReused { get; } =
        ShopError.Never(ErrorCode.IdempotencyKeyReused, "The operation id was used for another promotion.");

    public static ShopError CouponNotFound { get; } =
        ShopError.Never(ErrorCode.CouponNotFound, "The cart has no such coupon.");

    public static ShopError NotApplicable { get; } = ShopError.AfterRefresh(
        ErrorCode.CouponNotApplicable, "There is no such coupon, or it is not for this cart or buyer.");

    public static ShopError TooManyCoupons { get; } =
        ShopError.Never(ErrorCode.TooManyCoupons, "The cart has as many coupons as it may have.")
            .With(ErrorDetails.Max, PromotionLimits.CouponsMax);

    public static ShopError Exhausted { get; } =
        ShopError.Never(ErrorCode.CouponExhausted, "The promotion has been used as often as it may be.");

    public static ShopError Ended { get; } =
        ShopError.Never(ErrorCode.CheckoutEnded, "The order that wants to use the promotion has ended.");

    public static ShopError Invalid(IEnumerable<string> fields) =>
        ShopError.Never(ErrorCode.InvalidPromotion, "The terms of the promotion are not valid.")
            .With(ErrorDetails.Fields, string.Join(',', fields));
}
