namespace ShopActors;

internal static class StockErrors
{
    public static ShopError NoAlerts { get; } = ShopError.Never(
        ErrorCode.SubscriptionNotFound, "The board of low stock needs the setting Events:Streams:Enabled.");

    public static ShopError SkuNotFound { get; } =
        ShopError.Never(ErrorCode.SkuNotFound, "The SKU has no stock record.");

    public static ShopError HoldNotFound { get; } =
        ShopError.Never(ErrorCode.ReservationNotFound, "The hold is unknown.");

    public static ShopError HoldNotPinned { get; } =
        ShopError.Never(ErrorCode.ReservationNotPinned, "Only a pinned hold can be sold.");

    public static ShopError HoldPinned { get; } =
        ShopError.Later(ErrorCode.ReservationPinned, "The hold belongs to a checkout whose capture has begun.");

    public static ShopError HoldMismatch { get; } =
        ShopError.Never(ErrorCode.ReservationMismatch, "The hold's id was used for another quantity.");

    public static ShopError OwnerRequired { get; } =
        ShopError.Never(ErrorCode.Unauthenticated, "Only a guest, a customer or an operator can hold units.");

    public static ShopError HoldExists { get; } =
        ShopError.Never(
            ErrorCode.ReservationExists, "The caller already holds another quantity and must release it first.");

    public static ShopError TooManyAttempts { get; } =
        ShopError.Later(
            ErrorCode.TooManyRequests, "The caller has made and released too many holds on this SKU recently.");

    public static ShopError TooManyHolds { get; } =
        ShopError.Later(ErrorCode.TooManyReservations, "The SKU has too many live holds.");

    public static ShopError InvalidTimeToLive { get; } =
        ShopError.Never(
            ErrorCode.TimeToLiveOutOfRange, "The time to live must be positive and not exceed the longest hold.");

    public static ShopError InvalidAdjustment { get; } =
        ShopError.Never(
            ErrorCode.InvalidAdjustment, "The difference is 0, too large, or has the wrong sign for its reason.");

    public static ShopError OperationReused { get; } =
        ShopError.Never(ErrorCode.IdempotencyKeyReused, "The operation id was used for another command.");

    public static ShopError InvalidPage { get; } =
        ShopError.Never(ErrorCode.InvalidQuery, "The cursor or the limit is not valid.");

    public static ShopError InvalidQuantity(long quantity) =>
        ShopError.Never(ErrorCode.QuantityOutOfRange, "The quantity is out of range.")
            .With(ErrorDetails.Quantity, quantity);

    public static ShopError HoldTooLarge(long quantity, long max) =>
        InvalidQuantity(quantity).With(ErrorDetails.Max, max) with
        {
            Message = "One caller can hold only a part of what is available.",
        };

    /// <summary>Says when a retry makes sense, if holds of others would suffice once they expire.</summary>
    public static ShopError Insufficient(long requested, StockOffer offer)
    {
        var error = ShopError.AfterRefresh(
            ErrorCode.InsufficientStock, "Fewer units are available than were requested.")
            .With(ErrorDetails.Requested, requested).With(ErrorDetails.Available, offer.Available);
        return offer.NextExpiry is { } expiry && requested <= offer.Available + offer.Held
            ? error with { Retry = RetryAdvice.Later, RetryAfter = expiry }
            : error;
    }

    public static ShopError HoldEnded(HoldState state) =>
        ShopError.Never(ErrorCode.ReservationEnded, "The hold has ended.").WithName(ErrorDetails.From, state);

    public static ShopError WouldGoNegative(long available, long delta) =>
        ShopError.AfterRefresh(ErrorCode.WouldGoNegative, "Fewer units are available than the adjustment removes.")
            .With(ErrorDetails.Available, available).With(ErrorDetails.Delta, delta);

    public static ShopError BelowReserved(long held, long pinned) =>
        ShopError.AfterRefresh(ErrorCode.BelowReserved, "The count is below the units held and pinned.")
            .With(ErrorDetails.Held, held).With(ErrorDetails.Pinned, pinned);

    public static ShopError VersionConflict(long currentVersion) =>
        ShopError.AfterRefresh(
            ErrorCode.StaleVersion, "The stock has changed since the version that the count is based on.")
            .With(ErrorDetails.CurrentVersion, currentVersion);
}
