namespace ShopActors;

internal static class OperatorErrors
{
    public static ShopError KeyNotFound { get; } =
        ShopError.Never(ErrorCode.OperatorKeyNotFound, "There is no such operator's key.");

    public static ShopError TooManyKeys { get; } = ShopError.Never(
        ErrorCode.TooManyOperatorKeys, $"A shop has at most {OperatorLimits.KeysMax} operators' keys.");

    public static ShopError KeyReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The idempotency key was used for another key, or for one that is deleted.");

    public static ShopError NotAccepted { get; } =
        ShopError.Never(ErrorCode.Unauthenticated, "The key is not accepted.");

    public static ShopError LogIsFull { get; } = ShopError.Later(
        ErrorCode.Overloaded, "The log of operators cannot put older entries away; nothing was executed.");

    public static ShopError Invalid(IEnumerable<string> fields) => ShopError.Never(
        ErrorCode.InvalidOperatorKey,
        "A key has a name of 1 to 100 characters, known scopes, and expires in the future or never.")
            .With(ErrorDetails.Fields, string.Join(',', fields));
}
