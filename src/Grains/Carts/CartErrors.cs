namespace ShopActors;

internal static class CartErrors
{
    public static ShopError NotFound { get; } = ShopError.Never(ErrorCode.CartNotFound, "There is no such cart.");

    public static ShopError InvalidCursor { get; } =
        ShopError.Never(ErrorCode.CursorInvalid, "The cursor was not issued by this list.");

    public static ShopError Expired { get; } = ShopError.Never(ErrorCode.CartExpired, "The cart's time is over.");

    public static ShopError Merged { get; } =
        ShopError.Never(ErrorCode.CartMerged, "The cart was merged into another one.");

    public static ShopError OwnerRequired { get; } =
        ShopError.Never(ErrorCode.Unauthenticated, "A cart must be owned by a guest or a customer.");

    public static ShopError OperationReused { get; } =
        ShopError.Never(ErrorCode.IdempotencyKeyReused, "The operation id was used for another command.");

    public static ShopError LineNotFound { get; } =
        ShopError.Never(ErrorCode.LineNotFound, "The cart has no such line.");

    public static ShopError Empty { get; } = ShopError.Never(ErrorCode.CheckoutIncomplete, "The cart is empty.");

    public static ShopError CurrencyMismatch { get; } =
        ShopError.Never(ErrorCode.CurrencyMismatch, "The product has no price in the cart's currency.");

    public static ShopError InvalidMetadata { get; } =
        ShopError.Never(
            ErrorCode.InvalidMetadata,
            $"The metadata has up to {CartLimits.MetadataMax} entries of up to {CartLimits.MetadataTextMax} " +
            "characters, none of them a control character.").With(ErrorDetails.Fields, "metadata");

    public static ShopError CheckoutEnded { get; } =
        ShopError.Never(ErrorCode.CheckoutEnded, "The checkout of this order has already ended.");

    public static ShopError MergeInProgress { get; } =
        ShopError.Later(ErrorCode.MergeInProgress, "Another merge has not ended yet.");

    public static ShopError MergeSourceNotFound { get; } =
        ShopError.Never(ErrorCode.CartNotFound, "There is no such source cart.");

    public static ShopError TooManyLines { get; } =
        ShopError.Never(ErrorCode.TooManyLines, "The cart would have too many lines.")
            .With(ErrorDetails.Max, CartLimits.LinesMax);

    public static ShopError ShippingUnavailable { get; } = ShopError.Never(
        ErrorCode.ShippingUnavailable, "There is no such shipping method, or it does not deliver this cart.");

    public static ShopError Locked(OrderId order) =>
        ShopError.Later(ErrorCode.CartLocked, "A checkout has locked the cart.").With(ErrorDetails.OrderId, order);

    public static ShopError SkuNotFound(Sku sku) =>
        ShopError.Never(ErrorCode.SkuNotFound, "The catalogue has no such SKU.").With(ErrorDetails.Sku, sku);

    public static ShopError ProductGone(IEnumerable<Sku> skus) =>
        ShopError.AfterRefresh(ErrorCode.ProductGone, "Lines are no longer in the catalogue.")
            .With(ErrorDetails.Skus, string.Join(',', skus));

    public static ShopError QuantityOutOfRange(long quantity) =>
        ShopError.Never(ErrorCode.QuantityOutOfRange, "The quantity is out of range.")
            .With(ErrorDetails.Quantity, quantity).With(ErrorDetails.Max, CartLimits.QuantityMax);

    public static ShopError InsufficientStock(Sku sku, long requested, StockOffer offer) =>
        StockErrors.Insufficient(requested, offer).With(ErrorDetails.Sku, sku);

    public static ShopError VersionConflict(long currentVersion) =>
        ShopError.AfterRefresh(ErrorCode.StaleVersion, "The cart has changed.")
            .With(ErrorDetails.CurrentVersion, currentVersion);

    public static ShopError MergeSourceUnavailable(ShopError reason) =>
        ShopError.AfterRefresh(ErrorCode.CartUnavailable, "The source cart cannot be merged now.")
            .WithName(ErrorDetails.Cause, reason.Code);
}
