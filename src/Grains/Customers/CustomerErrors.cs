namespace ShopActors;

internal static class CustomerErrors
{
    public static ShopError NotFound { get; } = Error("not-found", "There is no such customer.");

    public static ShopError EmailTaken { get; } =
        Error("email-taken", "The e-mail address belongs to another customer.");

    public static ShopError AlreadyRegistered { get; } =
        Error("already-registered", "The customer id is taken by another registration.");

    public static ShopError ChangeInProgress { get; } =
        Error("change-in-progress", "Another change of the customer has not ended yet.", RetryAdvice.Later);

    public static ShopError OperationReused { get; } =
        Error("operation-reused", "The operation id was used for another command.");

    public static ShopError InvalidToken { get; } = Error("invalid-token", "The token is not accepted.");

    public static ShopError VersionConflict(long currentVersion) =>
        Error("version-conflict", "The customer has changed.", RetryAdvice.AfterRefresh)
            .With("currentVersion", currentVersion);

    public static ShopError Invalid() => Error("invalid", "Fields of the profile are not valid.");

    private static ShopError Error(string reason, string message, RetryAdvice retry = RetryAdvice.Never) =>
        new() { Code = $"customer.{reason}", Message = message, Retry = retry };
}
