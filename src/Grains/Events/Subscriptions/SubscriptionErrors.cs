namespace ShopActors;

internal static class SubscriptionErrors
{
    public static ShopError NotFound { get; } =
        ShopError.Never(ErrorCode.SubscriptionNotFound, "There is no such subscription.");

    public static ShopError InvalidReplay { get; } = ShopError.Never(
        ErrorCode.InvalidReplay, "A replay begins at or before the position that the subscription has reached.");

    public static ShopError OperationReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The idempotency key was used for another command on this subscription.");
}
