using System.Collections.Immutable;
using Orleans.Concurrency;

namespace ShopActors;

/// <summary>
/// Reads of the catalogue on the caller's silo. Within <see cref="CatalogLimits.StalenessMax"/> a read touches nothing
/// but the silo's copy. Should the master not answer, which a crashed silo can make take seconds, reads go on with the
/// copy they have for <see cref="OutageMax"/>: an old price is shown, and a checkout still freezes and reports the
/// price it used. Only the master answers that a product of a cart does not exist.
/// </summary>
[StatelessWorker]
[GrainType("catalog-reader")]
internal sealed class CatalogGrain(CatalogCache cache, TimeProvider time) : Grain, ICatalogGrain
{
    private static readonly TimeSpan OutageMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMilliseconds(250);

    private Task<CatalogIndex>? _asking;

    public async Task<Result<ProductSnapshot>> Get(ProductId id) =>
        (await Read()).TryGet(id, out var product) ? product : CatalogErrors.ProductNotFound;

    public async Task<Result<ProductSnapshot>> GetBySku(Sku sku) =>
        (await Read()).TryGet(sku, out var product) ? product : CatalogErrors.SkuNotFound;

    public async Task<ImmutableArray<ProductSnapshot>> GetBySkus(ImmutableArray<Sku> skus)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(skus.Length, CatalogLimits.BatchMax);
        var index = await Read();

        // A missing product ends a checkout, and a copy may be older than the product: only the master can tell.
        if (!index.HasAll(skus)) index = await AskMaster();
        return index.Find(skus);
    }

    public async Task<Result<ProductPage>> Search(ProductQuery query) => (await Read()).Search(query);

    public async Task<ImmutableArray<CategorySnapshot>> Categories() => (await Read()).Categories;

    private ValueTask<CatalogIndex> Read() =>
        cache.YoungerThan(CatalogLimits.StalenessMax) is { } fresh ? new(fresh) : new(ReadAnew());

    private async Task<CatalogIndex> ReadAnew()
    {
        var asking = _asking is { IsCompleted: false } ? _asking : _asking = AskMaster();
        if (cache.YoungerThan(OutageMax) is not { } old) return await asking;

        try
        {
            return await asking.WaitAsync(PatienceMax, time);
        }
        catch (Exception)
        {
            // For this long the old copy is served, for any reason that the master does not answer.
            return old;
        }
    }

    private async Task<CatalogIndex> AskMaster()
    {
        var askedAt = time.GetTimestamp();
        var known = cache.Latest?.Version ?? -1;
        var master = GrainFactory.GetGrain<ICatalogMasterGrain>(CatalogLimits.MasterKey);
        return cache.Update(await master.GetIfNewer(known), askedAt);
    }
}
