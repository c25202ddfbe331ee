namespace ShopActors;

internal static class CartErrors
{
    public static ShopError NotFound { get; } = Never("not-found", "There is no such cart.");

    public static ShopError Expired { get; } = Never("expired", "The cart's time is over.");

    public static ShopError Merged { get; } = Never("merged", "The cart was merged into another one.");

    public static ShopError OwnerRequired { get; } =
        Never("owner-required", "A cart must be owned by a guest or a customer.");

    public static ShopError OperationReused { get; } =
        Never("operation-reused", "The operation id was used for another command.");

    public static ShopError LineNotFound { get; } = Never("line-not-found", "The cart has no such line.");

    public static ShopError Empty { get; } = Never("empty", "The cart is empty.");

    public static ShopError CurrencyMismatch { get; } =
        Never("currency-mismatch", "The product's price is in another currency than the cart.");

    public static ShopError InvalidMetadata { get; } =
        Never("invalid-metadata", "The metadata has too many entries, or an entry is empty or too long.");

    public static ShopError CheckoutEnded { get; } =
        Never("checkout-ended", "The checkout of this order has already ended.");

    public static ShopError MergeInProgress { get; } = Later("merge-in-progress", "Another merge has not ended yet.");

    public static ShopError MergeSourceNotFound { get; } =
        Never("merge-source-not-found", "There is no such source cart.");

    public static ShopError TooManyLines { get; } =
        Never("too-many-lines", "The cart would have too many lines.").With("linesMax", CartLimits.LinesMax);

    public static ShopError Locked(OrderId order) =>
        Later("locked", "A checkout has locked the cart.").With("order", order);

    public static ShopError SkuNotFound(Sku sku) =>
        Never("sku-not-found", "The catalogue has no such SKU.").With("sku", sku);

    public static ShopError ProductGone(IEnumerable<Sku> skus) =>
        Refresh("product-gone", "Lines are no longer in the catalogue.").With("skus", string.Join(',', skus));

    public static ShopError QuantityOutOfRange(long quantity) =>
        Never("quantity-out-of-range", "The line's quantity is out of range.")
            .With("quantity", quantity).With("quantityMax", CartLimits.QuantityMax);

    public static ShopError InsufficientStock(Sku sku, long requested, long available) =>
        Refresh("insufficient-stock", "Fewer units are available than the line asks for.")
            .With("sku", sku).With("requested", requested).With("available", available);

    public static ShopError VersionConflict(long currentVersion) =>
        Refresh("version-conflict", "The cart has changed.").With("currentVersion", currentVersion);

    public static ShopError MergeSourceUnavailable(ShopError reason) =>
        Refresh("merge-source-unavailable", "The source cart cannot be merged now.").With("reason", reason.Code);

    private static ShopError Never(string reason, string message) => Error(reason, message, RetryAdvice.Never);

    private static ShopError Later(string reason, string message) => Error(reason, message, RetryAdvice.Later);

    private static ShopError Refresh(string reason, string message) => Error(reason, message, RetryAdvice.AfterRefresh);

    private static ShopError Error(string reason, string message, RetryAdvice retry) =>
        new() { Code = $"cart.{reason}", Message = message, Retry = retry };
}
