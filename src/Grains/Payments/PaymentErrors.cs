namespace ShopActors;

/// <summary>The refusals of a payment.</summary>
internal static class PaymentErrors
{
    public static ShopError NotFound { get; } = ShopError.Never(
        ErrorCode.PaymentNotFound, "There is no such payment.");

    public static ShopError Mismatch { get; } = ShopError.Never(
        ErrorCode.PaymentMismatch, "The payment was requested with other terms before.");

    public static ShopError InvalidRequest { get; } = ShopError.Never(
        ErrorCode.InvalidPayment, "The amount must be positive and the token well-formed.");

    public static ShopError EvidenceMissing { get; } = ShopError.Never(
        ErrorCode.InvalidPayment, "A decision needs evidence of up to 500 characters.");

    public static ShopError NotInReview { get; } = ShopError.Never(
        ErrorCode.InvalidState, "The payment has no such operation in review.");

    public static ShopError CaptureExceedsAuthorised { get; } = ShopError.Never(
        ErrorCode.CaptureExceedsAuthorised, "The capture exceeds the authorised amount.");

    public static ShopError OperationReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The operation id was used for another amount or card.");

    public static ShopError TooManyRefunds { get; } = ShopError.Never(
        ErrorCode.TooManyRefunds, "The payment has reached its maximum number of refunds.");

    public static ShopError InvalidState(PaymentStatus status) => ShopError.Never(
        ErrorCode.InvalidState, "The payment's status does not allow it.").WithName(ErrorDetails.From, status);

    public static ShopError RefundExceedsCaptured(long refundable) => ShopError.Never(
        ErrorCode.RefundExceedsCaptured, "The refund exceeds the captured amount that is not yet refunded.")
            .With(ErrorDetails.Refundable, refundable);
}
