namespace ShopActors;

internal static class StockErrors
{
    public static ShopError SkuNotFound { get; } = Never("sku-not-found", "The SKU has no stock record.");

    public static ShopError HoldNotFound { get; } = Never("hold-not-found", "The hold is unknown.");

    public static ShopError HoldNotPinned { get; } = Never("hold-not-pinned", "Only a pinned hold can be sold.");

    public static ShopError HoldPinned { get; } =
        Later("hold-pinned", "The hold belongs to a checkout whose capture has begun.");

    public static ShopError HoldMismatch { get; } =
        Never("hold-mismatch", "The hold's id was used for another quantity.");

    public static ShopError OwnerRequired { get; } =
        Never("owner-required", "Only a guest, a customer or an operator can hold units.");

    public static ShopError HoldExists { get; } =
        Never("hold-exists", "The caller already holds another quantity and must release it first.");

    public static ShopError TooManyAttempts { get; } =
        Later("too-many-attempts", "The caller has made and released too many holds on this SKU recently.");

    public static ShopError TooManyHolds { get; } = Later("too-many-holds", "The SKU has too many live holds.");

    public static ShopError InvalidTimeToLive { get; } =
        Never("invalid-time-to-live", "The time to live must be positive and not exceed the longest hold.");

    public static ShopError InvalidAdjustment { get; } =
        Never("invalid-adjustment", "The difference is 0, too large, or has the wrong sign for its reason.");

    public static ShopError OperationReused { get; } =
        Never("operation-reused", "The operation id was used for another command.");

    public static ShopError InvalidPage { get; } = Never("invalid-page", "The cursor or the limit is not valid.");

    public static ShopError InvalidQuantity(long quantity) =>
        Never("invalid-quantity", "The quantity is out of range.").With("quantity", quantity);

    public static ShopError Insufficient(long requested, long available) =>
        Refresh("insufficient", "Fewer units are available than were requested.")
            .With("requested", requested).With("available", available);

    public static ShopError HoldEnded(HoldState state) =>
        Never("hold-ended", "The hold has ended.").With("state", Name(state));

    public static ShopError WouldGoNegative(long available, long delta) =>
        Refresh("would-go-negative", "Fewer units are available than the adjustment removes.")
            .With("available", available).With("delta", delta);

    public static ShopError BelowReserved(long held, long pinned) =>
        Refresh("below-reserved", "The count is below the units held and pinned.")
            .With("held", held).With("pinned", pinned);

    public static ShopError VersionConflict(long currentVersion) =>
        Refresh("version-conflict", "The stock has changed since the version that the count is based on.")
            .With("currentVersion", currentVersion);

    private static string Name(HoldState state) => state switch
    {
        HoldState.Sold => "sold",
        HoldState.Released => "released",
        _ => "expired",
    };

    private static ShopError Never(string reason, string message) => Error(reason, message, RetryAdvice.Never);

    private static ShopError Later(string reason, string message) => Error(reason, message, RetryAdvice.Later);

    private static ShopError Refresh(string reason, string message) => Error(reason, message, RetryAdvice.AfterRefresh);

    private static ShopError Error(string reason, string message, RetryAdvice retry) =>
        new() { Code = $"stock.{reason}", Message = message, Retry = retry };
}
