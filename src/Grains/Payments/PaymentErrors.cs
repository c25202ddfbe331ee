namespace ShopActors;

/// <summary>Why a payment refuses a command.</summary>
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
        Message = "The payment was asked for something else before.",
    };

    public static ShopError InvalidRequest { get; } = new()
    {
        Code = "payment.invalid-request",
        Message = "The amount must be positive and the token of a valid form.",
    };

    public static ShopError CaptureExceedsAuthorised { get; } = new()
    {
        Code = "payment.capture-exceeds-authorised",
        Message = "No more than what was authorised can be captured.",
    };

    public static ShopError OperationReused { get; } = new()
    {
        Code = "payment.operation-reused",
        Message = "The refund id stands for another amount.",
    };

    public static ShopError TooManyRefunds { get; } = new()
    {
        Code = "payment.too-many-refunds",
        Message = "The payment has its largest number of refunds.",
    };

    public static ShopError InvalidState(PaymentStatus status) => new ShopError
    {
        Code = "payment.invalid-state",
        Message = "The payment's status does not allow it.",
    }.With("status", status);

    public static ShopError RefundExceedsCaptured(long refundable) => new ShopError
    {
        Code = "payment.refund-exceeds-captured",
        Message = "No more than what was captured and not given back can be refunded.",
    }.With("refundable", refundable);
}
