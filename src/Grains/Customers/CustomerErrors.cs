namespace ShopActors;

internal static class CustomerErrors
{
    public static ShopError NotFound { get; } =
        ShopError.Never(ErrorCode.CustomerNotFound, "There is no such customer.");

    public static ShopError InvalidCursor { get; } =
        ShopError.Never(ErrorCode.CursorInvalid, "The cursor was not issued by this list.");

    public static ShopError EmailTaken { get; } =
        ShopError.Never(ErrorCode.EmailTaken, "The e-mail address belongs to another customer.");

    public static ShopError AlreadyRegistered { get; } =
        ShopError.Never(ErrorCode.AlreadyRegistered, "The customer id is taken by another registration.");

    public static ShopError ChangeInProgress { get; } =
        ShopError.Later(ErrorCode.ChangeInProgress, "Another change of the customer has not ended yet.");

    public static ShopError OperationReused { get; } =
        ShopError.Never(ErrorCode.IdempotencyKeyReused, "The operation id was used for another command.");

    public static ShopError InvalidToken { get; } =
        ShopError.Never(ErrorCode.Unauthenticated, "The token is not accepted.");

    public static ShopError InvalidCredentials { get; } =
        ShopError.Never(ErrorCode.InvalidCredentials, "The e-mail address or the password is wrong.");

    public static ShopError InvalidRefreshToken { get; } =
        ShopError.Never(ErrorCode.InvalidCredentials, "The refresh token is not accepted; sign in again.");

    public static ShopError SessionNotFound { get; } =
        ShopError.Never(ErrorCode.SessionNotFound, "There is no such session.");

    public static ShopError SessionOver { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused,
        "The session that this key began has ended or got other tokens; sign in with a new key.");

    public static ShopError EmailNotVerified { get; } =
        ShopError.Never(ErrorCode.EmailNotVerified, "The e-mail address must be verified first.");

    public static ShopError IdentityNotLinked { get; } = ShopError.Never(
        ErrorCode.IdentityNotLinked,
        "No customer has this identity, and no e-mail address that both the provider and the shop have verified " +
        "tells whose it is; sign in with the password and link it, or set a password by e-mail first.");

    public static ShopError IdentityTaken { get; } =
        ShopError.Never(ErrorCode.IdentityTaken, "The identity belongs to another customer.");

    public static ShopError IdentityNotFound { get; } =
        ShopError.Never(ErrorCode.IdentityNotFound, "There is no such identity.");

    public static ShopError LastSignIn { get; } = ShopError.Never(
        ErrorCode.LastSignIn,
        "The customer could not sign in any more; set a password or link another identity first.");

    public static ShopError TooManyIdentities { get; } = ShopError.Never(
        ErrorCode.TooManyIdentities, $"A customer has at most {CustomerLimits.IdentitiesMax} identities.");

    public static ShopError TooManyAttempts { get; } =
        ShopError.Later(ErrorCode.TooManyRequests, "Too many attempts failed; nothing was tried.");

    public static ShopError TooManyMessages { get; } = ShopError.Later(
        ErrorCode.TooManyRequests, "A message was sent a short time ago, or too many today; nothing was sent.");

    public static ShopError InvalidMessageToken { get; } =
        ShopError.Never(ErrorCode.InvalidToken, "The token is unknown, used or expired.");

    public static ShopError VersionConflict(long currentVersion) =>
        ShopError.AfterRefresh(ErrorCode.StaleVersion, "The customer has changed.")
            .With(ErrorDetails.CurrentVersion, currentVersion);

    public static ShopError Invalid(IEnumerable<string> fields) =>
        ShopError.Never(ErrorCode.InvalidCustomer, "A name has 1 to 200 characters, and an e-mail address is needed.")
            .With(ErrorDetails.Fields, string.Join(',', fields));
}
