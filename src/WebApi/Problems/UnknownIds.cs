namespace ShopActors.WebApi.Problems;

/// <summary>
/// Refusals for ids that the shop cannot have issued. Text that is not a valid id gets the same answer as
/// an unknown id.
/// </summary>
internal static class UnknownIds
{
    public static ShopError WebhookEndpoint { get; } =
        ShopError.Never(ErrorCode.WebhookEndpointNotFound, "There is no such webhook endpoint.");

    public static ShopError Subscription { get; } =
        ShopError.Never(ErrorCode.SubscriptionNotFound, "There is no such subscription.");

    public static ShopError Product { get; } = ShopError.Never(ErrorCode.ProductNotFound, "There is no such product.");

    public static ShopError Sku { get; } = ShopError.Never(ErrorCode.SkuNotFound, "There is no such SKU.");

    public static ShopError Hold { get; } =
        ShopError.Never(ErrorCode.ReservationNotFound, "There is no such reservation.");

    public static ShopError Cart { get; } = ShopError.Never(ErrorCode.CartNotFound, "There is no such cart.");

    public static ShopError Line { get; } =
        ShopError.Never(ErrorCode.LineNotFound, "There is no such line in the cart.");

    public static ShopError Coupon { get; } =
        ShopError.Never(ErrorCode.CouponNotFound, "The cart has no such coupon.");

    public static ShopError NewCoupon { get; } =
        ShopError.Never(ErrorCode.CouponNotApplicable, "There is no such coupon.");

    public static ShopError Image { get; } = ShopError.Never(ErrorCode.ImageNotFound, "There is no such image.");

    public static ShopError Audit { get; } =
        ShopError.Never(ErrorCode.AuditNotFound, "There is no such audit among the latest.");

    public static ShopError Reconciliation { get; } =
        ShopError.Never(ErrorCode.ReconciliationNotFound, "There is no such reconciliation among the latest.");

    public static ShopError Import { get; } = ShopError.Never(ErrorCode.ImportNotFound, "There is no such import.");

    public static ShopError Promotion { get; } =
        ShopError.Never(ErrorCode.PromotionNotFound, "There is no such promotion.");

    public static ShopError Shipment { get; } =
        ShopError.Never(ErrorCode.ShipmentNotFound, "There is no such shipment.");

    public static ShopError Return { get; } = ShopError.Never(ErrorCode.ReturnNotFound, "There is no such return.");

    public static ShopError Order { get; } = ShopError.Never(ErrorCode.OrderNotFound, "There is no such order.");

    public static ShopError Payment { get; } = ShopError.Never(ErrorCode.PaymentNotFound, "There is no such payment.");

    public static ShopError Customer { get; } =
        ShopError.Never(ErrorCode.CustomerNotFound, "There is no such customer.");

    public static ShopError OperatorKey { get; } =
        ShopError.Never(ErrorCode.OperatorKeyNotFound, "There is no such operator's key.");

    public static ShopError Identity { get; } =
        ShopError.Never(ErrorCode.IdentityNotFound, "There is no such identity.");

    public static ShopError Session { get; } = ShopError.Never(ErrorCode.SessionNotFound, "There is no such session.");
}
