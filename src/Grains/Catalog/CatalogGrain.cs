using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reads of the catalogue on the caller's silo. <see cref="CatalogCache"/> defines the age of single products,
/// <see cref="CatalogListing"/> that of pages and categories. All methods are read-only, so a call that waits for the
/// store does not block others.
/// </summary>
[StatelessWorker]
[GrainType("catalog-reader")]
internal sealed class CatalogGrain(
    CatalogCache cache, CatalogListing listing, CatalogSeeder seeder, IJournalStore store)
    : Grain, ICatalogGrain
{
    public async Task<Result<ProductSnapshot>> Get(ProductId id) =>
        await cache.FindAsync(id) is { } product ? product : CatalogErrors.ProductNotFound;

    public async Task<Result<ProductSnapshot>> GetBySku(Sku sku) =>
        await cache.FindAsync(sku) is { } product ? product : CatalogErrors.SkuNotFound;

    public Task<ImmutableArray<ProductSnapshot>> GetBySkus(ImmutableArray<Sku> skus)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(skus.Length, ProductQuery.LimitMax);
        return cache.FindAsync(skus).AsTask();
    }

    public async Task<Result<ProductPage>> Search(ProductQuery query) => (await listing.ReadAsync()).Search(query);

    public async Task<ImmutableArray<CategorySnapshot>> Categories() => (await listing.ReadAsync()).Categories();

    public async Task<bool> IsOpen()
    {
        // Read in any case: an open catalogue can be read.
        var index = await listing.ReadAsync();
        return seeder.IsDone || !index.Categories().IsEmpty;
    }

    public async Task<Result<ImageContent>> GetImage(ImageId id) =>
        await ImageJournals.ReadAsync(store, id) is { } image ? image : CatalogErrors.ImageNotFound;

    public async Task<ImmutableArray<long?>> GetOnHand(ImmutableArray<Sku> skus)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(skus.Length, ProductQuery.LimitMax);
        var stocks = await Task.WhenAll(skus.Select(sku => StockJournals.ReadAsync(store, sku).AsTask()));
        return [.. stocks.Select(stock => stock.IsOpen ? stock.OnHand : (long?)null)];
    }
}
