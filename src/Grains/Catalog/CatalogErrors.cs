namespace ShopActors;

internal static class CatalogErrors
{
    public static ShopError ProductNotFound { get; } =
        ShopError.Never(ErrorCode.ProductNotFound, "There is no such product.");

    public static ShopError SkuNotFound { get; } =
        ShopError.Never(ErrorCode.SkuNotFound, "The catalogue has no such SKU.");

    public static ShopError ImageNotFound { get; } =
        ShopError.Never(ErrorCode.ImageNotFound, "There is no such image.");

    public static ShopError InvalidImage { get; } = ShopError.Never(
        ErrorCode.InvalidImage, "An image is a PNG, JPEG, GIF, WebP or AVIF file of up to 1 MiB.");

    public static ShopError ProductExists { get; } =
        ShopError.Never(ErrorCode.ProductExists, "The SKU belongs to a product already.");

    public static ShopError OperationReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The idempotency key was used for another command on this product.");

    public static ShopError InvalidQuery { get; } =
        ShopError.Never(ErrorCode.InvalidQuery, "The limit or the cursor is not valid, or a text is too long.");

    public static ShopError Invalid(Sku sku, string field) =>
        ShopError.Never(ErrorCode.InvalidProduct, "A field of the product is empty, too long or out of range.")
            .With(ErrorDetails.Sku, sku).With(ErrorDetails.Fields, field);

    public static ShopError VersionConflict(long currentVersion) =>
        ShopError.AfterRefresh(ErrorCode.StaleVersion, "The product has changed since the expected version.")
            .With(ErrorDetails.CurrentVersion, currentVersion);
}
