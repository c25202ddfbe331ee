namespace ShopActors;

internal static class CatalogErrors
{
    public static ShopError ProductNotFound { get; } = Error("product-not-found", "There is no such product.");

    public static ShopError SkuNotFound { get; } = Error("sku-not-found", "The catalogue has no such SKU.");

    public static ShopError InvalidQuery { get; } =
        Error("invalid-query", "The limit or the cursor is not valid, or a text is too long.");

    public static ShopError Invalid(Sku sku, string field) =>
        Error("invalid-product", "A field of the product is empty, too long or out of range.")
            .With("sku", sku).With("field", field);

    public static ShopError VersionConflict(long currentVersion) =>
        Error("version-conflict", "The product has changed since the expected version.", RetryAdvice.AfterRefresh)
            .With("currentVersion", currentVersion);

    private static ShopError Error(string reason, string message, RetryAdvice retry = RetryAdvice.Never) =>
        new() { Code = $"catalog.{reason}", Message = message, Retry = retry };
}
