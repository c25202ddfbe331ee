namespace ShopActors.WebApi.Catalog;

/// <summary>Resolves an item of the plain routes: a product's id or its SKU.</summary>
internal static class ItemIds
{
    public static async ValueTask<ProductSnapshot?> FindAsync(IGrainFactory grains, string itemId)
    {
        var catalog = grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);
        Result<ProductSnapshot>? found = null;
        if (ProductId.TryParse(itemId, out var id)) found = await catalog.Get(id);
        if (found is not { IsOk: true } && Sku.TryParse(itemId, out var sku)) found = await catalog.GetBySku(sku);
        return found?.Value;
    }
}
