namespace ShopActors;

/// <summary>The refusals of an order.</summary>
internal static class OrderErrors
{
    public static ShopError NotFound { get; } = new()
    {
        Code = "order.not-found",
        Message = "There is no such order.",
    };

    public static ShopError IdempotencyKeyReused { get; } = new()
    {
        Code = "order.idempotency-key-reused",
        Message = "The idempotency key was used for another command.",
    };

    public static ShopError TotalOutOfRange { get; } = new()
    {
        Code = "order.total-out-of-range",
        Message = "The total of an order must be positive and not too large.",
    };

    public static ShopError CartEmpty { get; } = new()
    {
        Code = "cart.empty",
        Message = "The cart is empty.",
        Retry = RetryAdvice.AfterRefresh,
    };

    public static ShopError OperationReused { get; } = new()
    {
        Code = "order.operation-reused",
        Message = "The refund id was used for another amount.",
    };

    public static ShopError TooManyRefunds { get; } = new()
    {
        Code = "order.too-many-refunds",
        Message = "The order has reached its maximum number of refunds.",
    };

    public static ShopError InvalidCursor { get; } = new()
    {
        Code = "order.invalid-cursor",
        Message = "The cursor was not issued by this list.",
    };

    public static ShopError InvalidRequest(string what) => new()
    {
        Code = "order.invalid-request",
        Message = what,
    };

    public static ShopError CartUnavailable(string code) => new()
    {
        Code = code,
        Message = "The cart cannot be bought at the moment.",
        Retry = RetryAdvice.AfterRefresh,
    };

    public static ShopError PriceChanged(Money expected, Money actual) => new ShopError
    {
        Code = "order.price-changed",
        Message = "The total is not the expected one.",
        Retry = RetryAdvice.AfterRefresh,
    }.With("expected", expected.MinorUnits).With("actual", actual.MinorUnits).With("currency", actual.Currency);

    public static ShopError InvalidState(OrderStatus status, string allowed) => new ShopError
    {
        Code = "order.invalid-state",
        Message = "The order's status does not allow it.",
    }.With("status", status).With("allowed", allowed);

    public static ShopError RefundExceedsCaptured(long refundable) => new ShopError
    {
        Code = "order.refund-exceeds-captured",
        Message = "The refund exceeds the captured amount that is not yet refunded.",
    }.With("refundable", refundable);
}
