namespace ShopActors;

/// <summary>The refusals of a payment.</summary>
internal static class PaymentErrors
{
    public static ShopError NotFound { get; } = new()
    {
        Code = "payment.not-found",
        Message = "There is no such payment.",
    };

    public static ShopError Mismatch { get; } = new()
    {
        Code = "payment.mismatch",
        Message = "The payment was requested with other terms before.",
    };

    public static ShopError InvalidRequest { get; } = new()
    {
        Code = "payment.invalid-request",
        Message = "The amount must be positive and the token well-formed.",
    };

    public static ShopError CaptureExceedsAuthorised { get; } = new()
    {
        Code = "payment.capture-exceeds-authorised",
        Message = "The capture exceeds the authorised amount.",
    };

    public static ShopError OperationReused { get; } = new()
    {
        Code = "payment.operation-reused",
        Message = "The refund id was used for another amount.",
    };

    public static ShopError TooManyRefunds { get; } = new()
    {
        Code = "payment.too-many-refunds",
        Message = "The payment has reached its maximum number of refunds.",
    };

    public static ShopError InvalidState(PaymentStatus status) => new ShopError
    {
        Code = "payment.invalid-state",
        Message = "The payment's status does not allow it.",
    }.With("status", status);

    public static ShopError RefundExceedsCaptured(long refundable) => new ShopError
    {
        Code = "payment.refund-exceeds-captured",
        Message = "The refund exceeds the captured amount that is not yet refunded.",
    }.With("refundable", refundable);
}
