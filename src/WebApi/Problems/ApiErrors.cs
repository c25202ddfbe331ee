namespace ShopActors.WebApi.Problems;

/// <summary>Refusals by the HTTP layer, before any grain is called.</summary>
internal static class ApiErrors
{
    public static ShopError Unauthenticated { get; } = ShopError.Never(
        ErrorCode.Unauthenticated, "The request needs a valid bearer token or the guest cookie of a cart.");

    public static ShopError Forbidden { get; } = ShopError.Never(
        ErrorCode.Forbidden, "The token does not allow this.");

    public static ShopError CrossSite { get; } = ShopError.Never(
        ErrorCode.CrossSiteRequest, "A page of another site sent this request; nothing was executed.");

    public static ShopError InvalidRequest { get; } = ShopError.Never(
        ErrorCode.InvalidRequest, "The request is not well-formed.");

    /// <summary>A member, header or parameter that is not valid.</summary>
    public static ShopError Invalid(string field) => ShopError.Never(
        ErrorCode.InvalidRequest, $"The value of '{field}' is not valid.").With(ErrorDetails.Fields, field);

    public static ShopError NotFound { get; } = ShopError.Never(
        ErrorCode.NotFound, "There is nothing here.");

    public static ShopError MethodNotAllowed { get; } = ShopError.Never(
        ErrorCode.MethodNotAllowed, "The resource does not support this method.");

    public static ShopError BodyTooLarge { get; } = ShopError.Never(
        ErrorCode.BodyTooLarge, "The request body is too large.");

    public static ShopError UnsupportedMediaType { get; } = ShopError.Never(
        ErrorCode.UnsupportedMediaType,
        "The body must be uncompressed, in UTF-8, and of a type that the route takes: mostly application/json.");

    public static ShopError HeadersTooLarge { get; } = ShopError.Never(
        ErrorCode.HeadersTooLarge, "The request headers are too large.");

    public static ShopError RequestTimeout { get; } = ShopError.Later(
        ErrorCode.RequestTimeout, "The request did not arrive in time.");

    public static ShopError IdempotencyKeyRequired { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyRequired, "This request needs an Idempotency-Key header.");

    public static ShopError IdempotencyKeyInvalid { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyInvalid,
        "The Idempotency-Key must be one string of 1 to 255 visible ASCII characters.");

    public static ShopError IfMatchRequired { get; } = ShopError.AfterRefresh(
        ErrorCode.PreconditionRequired, "An absolute write needs If-Match with the version that it replaces.");

    public static ShopError IfMatchInvalid { get; } = ShopError.Never(
        ErrorCode.PreconditionInvalid,
        "If-Match takes * or a list of entity tags; If-None-Match of a write takes * alone.");

    public static ShopError CursorInvalid { get; } = ShopError.Never(
        ErrorCode.CursorInvalid, "The cursor was not issued by this list.");

    public static ShopError TooManyRequests { get; } = ShopError.Later(
        ErrorCode.TooManyRequests, "The rate limit is exceeded; nothing was executed.");

    public static ShopError Overloaded { get; } = ShopError.Later(
        ErrorCode.Overloaded, "The shop is at its capacity limit; nothing was executed.");

    public static ShopError Unavailable { get; } = ShopError.Later(
        ErrorCode.Unavailable, "The shop cannot answer at the moment; try again.");

    public static ShopError OutcomeUnknown { get; } = ShopError.Later(
        ErrorCode.OutcomeUnknown,
        "The shop could not learn the outcome in time; repeat the request with the same Idempotency-Key.");

    public static ShopError Internal { get; } = ShopError.Never(
        ErrorCode.InternalError, "The shop failed to handle the request.");

    public static ShopError ReasonUnknown { get; } = ShopError.Never(
        ErrorCode.InvalidAdjustment, "The reason must be received, correction, written_off or returned.");

    public static ShopError AmountOutOfRange { get; } = ShopError.Never(
        ErrorCode.AmountOutOfRange, "The amount must be 1 to 1,000,000,000 minor units.");

    public static ShopError PaymentDeclined(string? declineCode) => ShopError.Never(
        ErrorCode.PaymentDeclined, "The payment was declined; nothing was charged.")
            .With(ErrorDetails.DeclineCode, declineCode);

    public static ShopError RefundRefused(string? code) => ShopError.Never(
        ErrorCode.RefundRefused, "The provider refused the refund; no money moved.")
            .With(ErrorDetails.DeclineCode, code);

    public static ShopError InvalidCredentials { get; } = ShopError.Never(
        ErrorCode.InvalidCredentials, "The e-mail address or the password is wrong.");

    public static ShopError InvalidIdToken { get; } = ShopError.Never(
        ErrorCode.InvalidCredentials, "The ID token is not accepted; get another from the provider.");

    public static ShopError ProviderUnavailable { get; } = ShopError.Later(
        ErrorCode.ProviderUnavailable, "The provider's keys cannot be read, so its token was not checked; try again.");

    public static ShopError InvalidRefreshToken { get; } = ShopError.Never(
        ErrorCode.InvalidCredentials, "The refresh token is not accepted; sign in again.");

    public static ShopError InvalidToken { get; } = ShopError.Never(
        ErrorCode.InvalidToken, "The token is unknown, used or expired.");

    public static ShopError PasswordKeyReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The key was used for another change of the password.");

    public static ShopError SignatureInvalid { get; } = ShopError.Never(
        ErrorCode.SignatureInvalid, "The signature is missing, malformed or too old.");

    public static ShopError SignatureWrong { get; } = ShopError.Never(
        ErrorCode.SignatureWrong, "The signature does not belong to this body.");

    /// <summary>Query parameters that are unknown or repeated.</summary>
    public static ShopError InvalidQuery(IEnumerable<string> names) => ShopError.Never(
        ErrorCode.InvalidQuery, "Query parameters are unknown or repeated.")
            .With(ErrorDetails.Fields, string.Join(',', names));

    public static ShopError UriTooLong { get; } = ShopError.Never(ErrorCode.UriTooLong, "The URL is too long.");

    public static ShopError LimitOutOfRange { get; } = ShopError.Never(
        ErrorCode.LimitOutOfRange, "The limit must be 1 to 100.");
}
