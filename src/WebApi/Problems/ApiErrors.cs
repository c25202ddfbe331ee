namespace ShopActors.WebApi.Problems;

/// <summary>Refusals by the HTTP layer, before any grain is called.</summary>
internal static class ApiErrors
{
    public static ShopError Unauthenticated { get; } =
        Create("api.unauthenticated", "The request needs a valid bearer token or the guest cookie of a cart.");

    public static ShopError Forbidden { get; } = Create("api.forbidden", "The token does not allow this.");

    public static ShopError CrossSite { get; } =
        Create("api.cross-site", "A page of another site sent this request; nothing was executed.");

    public static ShopError InvalidRequest { get; } = Create("api.invalid-request", "The request is not well-formed.");

    public static ShopError NotFound { get; } = Create("api.not-found", "There is nothing here.");

    public static ShopError MethodNotAllowed { get; } =
        Create("api.method-not-allowed", "The resource does not support this method.");

    public static ShopError BodyTooLarge { get; } = Create("api.body-too-large", "The request body is too large.");

    public static ShopError UnsupportedMediaType { get; } =
        Create("api.unsupported-media-type", "The body must be application/json.");

    public static ShopError HeadersTooLarge { get; } =
        Create("api.headers-too-large", "The request headers are too large.");

    public static ShopError RequestTimeout { get; } =
        Create("api.request-timeout", "The request did not arrive in time.", RetryAdvice.Later);

    public static ShopError IdempotencyKeyRequired { get; } =
        Create("api.idempotency-key-required", "This request needs an Idempotency-Key header.");

    public static ShopError IdempotencyKeyInvalid { get; } =
        Create("api.idempotency-key-invalid",
            "The Idempotency-Key must be one string of 1 to 255 visible ASCII characters.");

    public static ShopError IfMatchRequired { get; } =
        Create("api.if-match-required", "An absolute write needs If-Match with the version that it replaces.",
            RetryAdvice.AfterRefresh);

    public static ShopError IfMatchInvalid { get; } =
        Create("api.if-match-invalid", "If-Match must hold one strong entity tag.");

    public static ShopError CursorInvalid { get; } =
        Create("api.cursor-invalid", "The cursor was not issued by this list.");

    public static ShopError TooManyRequests { get; } =
        Create("api.too-many-requests", "The rate limit is exceeded; nothing was executed.", RetryAdvice.Later);

    public static ShopError Overloaded { get; } =
        Create("api.overloaded", "The shop is at its capacity limit; nothing was executed.", RetryAdvice.Later);

    public static ShopError Unavailable { get; } =
        Create("api.unavailable", "The shop cannot answer at the moment; try again.", RetryAdvice.Later);

    public static ShopError OutcomeUnknown { get; } = Create(
        "api.outcome-unknown",
        "The shop could not learn the outcome in time; repeat the request with the same Idempotency-Key.",
        RetryAdvice.Later);

    public static ShopError Internal { get; } = Create("api.internal", "The shop failed to handle the request.");

    public static ShopError ReasonUnknown { get; } =
        Create("stock.invalid-adjustment", "The reason must be received, correction, written_off or returned.");

    public static ShopError AmountOutOfRange { get; } =
        Create("api.amount-out-of-range", "The amount must be 1 to 1,000,000,000 minor units.");

    public static ShopError PaymentDeclined(string? declineCode) =>
        Create("order.cancelled.payment_declined", "The payment was declined; nothing was charged.")
            .With("declineCode", declineCode);

    public static ShopError SignatureInvalid { get; } =
        Create("api.signature-invalid", "The signature is missing, malformed or too old.");

    public static ShopError SignatureWrong { get; } =
        Create("api.signature-wrong", "The signature does not belong to this body.");

    public static ShopError LimitOutOfRange { get; } = Create("api.limit-out-of-range", "The limit must be 1 to 100.");

    private static ShopError Create(string code, string message, RetryAdvice retry = RetryAdvice.Never) =>
        new() { Code = code, Message = message, Retry = retry };
}
