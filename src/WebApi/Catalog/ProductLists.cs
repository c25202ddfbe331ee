namespace ShopActors.WebApi.Catalog;

/// <summary>The lists of a product in a request.</summary>
internal static class ProductLists
{
    /// <summary>The name of the list that has null among its entries; null for none.</summary>
    public static string? Broken(
        IReadOnlyList<PriceRequest>? prices,
        IReadOnlyList<PlannedPriceRequest>? plannedPrices,
        IReadOnlyList<ImageBody>? images) =>
        HasNull(prices) ? "prices"
        : HasNull(plannedPrices) ? "plannedPrices"
        : HasNull(images) ? "images"
        : null;

    private static bool HasNull<T>(IReadOnlyList<T>? list)
        where T : class => list?.Any(static entry => entry is null) == true;
}
