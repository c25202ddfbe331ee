namespace ShopActors;

/// <summary>The refusals of imports.</summary>
internal static class ImportErrors
{
    public static ShopError NotFound { get; } = ShopError.Never(ErrorCode.ImportNotFound, "There is no such import.");

    public static ShopError OutOfOrder { get; } = ShopError.AfterRefresh(
        ErrorCode.ImportOutOfOrder, "The lines before these are missing; send the upload again.");

    public static ShopError FormatReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The key was used for an import of another format.");
}
