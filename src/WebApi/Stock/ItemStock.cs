using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Stock;

/// <summary>An item's stock and product; the use cases of shoppers' stock, for HTTP and gRPC.</summary>
/// <param name="Stock">The quantities.</param>
/// <param name="Product">The product; null for a SKU that is not in the catalogue.</param>
internal sealed record ItemStock(StockSnapshot Stock, ProductSnapshot? Product)
{
    /// <summary>How long units are held without a checkout.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(10);

    public static async Task<Result<ItemStock>> GetAsync(IGrainFactory grains, Caller caller, string item)
    {
        // A SKU outside the catalogue may still have stock, set up by operators; no other caller may
        // activate its grain.
        var product = await ItemIds.FindAsync(grains, item);
        var known = product?.Sku
            ?? (caller.May(Scopes.StockRead) && Sku.TryParse(item, out var parsed) ? parsed : default);
        if (known.IsDefault) return UnknownIds.Sku;

        var stock = await grains.GetGrain<IStockGrain>(known.Value).Get();
        return stock.IsOk ? new ItemStock(stock.Value, product) : stock.Error;
    }

    /// <summary>Holds units for the caller.</summary>
    public static Task<Result<HoldSnapshot>> ReserveAsync(
        IGrainFactory grains, Caller caller, ProductSnapshot product, int quantity) =>
        grains.GetGrain<IStockGrain>(product.Sku.Value).Reserve(caller, new(quantity, TimeToLive));

    /// <summary>Releases the caller's hold.</summary>
    public static Task<Result<HoldSnapshot>> ReleaseAsync(
        IGrainFactory grains, Caller caller, ProductSnapshot product) =>
        grains.GetGrain<IStockGrain>(product.Sku.Value).Release(caller);
}
