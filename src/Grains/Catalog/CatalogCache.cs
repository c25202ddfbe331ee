using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The silo's copies of products, read from their journals. No grain is called, so no read depends on another silo, and
/// an unknown id activates nothing and leaves nothing in memory. A product that exists has one copy after its first
/// read; of more than <see cref="CatalogOptions.CopiesMax"/> those that were not requested lately are dropped.
/// <para>
/// Age of an answer: a copy younger than <see cref="CatalogLimits.StalenessMax"/> is returned. An older one is first
/// read again, by one read shared by all callers; returning it at once could show a price of any age for a product that
/// is rarely requested. If that read fails or takes longer than 100 ms, the old copy is returned up to the age of
/// <see cref="CatalogLimits.OutageMax"/>, and without waiting until a read succeeds again: the shopper sees an old
/// price, and a checkout fixes and reports the price that it used. An even older copy waits for the store and returns
/// its failure. So does a product without a copy, because only the store can tell that it does not exist.
/// </para>
/// </summary>
internal sealed class CatalogCache
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(100);

    private readonly IJournalStore _store;
    private readonly TimeProvider _time;

    // Copies are added under the lock, so that none replaces a newer one, and read without it.
    private readonly Lock _copiesLock = new();
    private readonly ConcurrentLru<ProductId, ProductCopy> _copies;

    // The ids of the copied products: saves a hash per line of a cart.
    private readonly ConcurrentLru<Sku, ProductId> _ids;

    // One entry per product whose copy is being read again.
    private readonly ConcurrentDictionary<ProductId, Lazy<Task<ProductSnapshot?>>> _refreshes = new();

    // Changes that the index has not taken yet, at most one per copy; guarded by the lock.
    private readonly Lock _changesLock = new();
    private Dictionary<ProductId, ProductSnapshot> _changes = [];
    private volatile bool _hasChanges;

    // Whether the latest read failed or took too long.
    private volatile bool _isStoreAway;

    public CatalogCache(IJournalStore store, IOptions<CatalogOptions> options, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _copies = new(options.Value.CopiesMax);
        _ids = new(options.Value.CopiesMax);
    }

    /// <summary>The number of copies.</summary>
    public int Count => _copies.Count;

    /// <summary>Whether <see cref="TakeChanges"/> returns anything.</summary>
    public bool HasChanges => _hasChanges;

    /// <summary>Returns the product with this id; null if there is none or it is not on sale.</summary>
    public ValueTask<ProductSnapshot?> FindAsync(ProductId id) =>
        !_copies.TryGet(id, out var copy) ? new(OnSaleAsync(ReadAsync(id)))
        : AgeOf(copy) < CatalogLimits.StalenessMax ? new(OnSale(copy.Product))
        : new(OnSaleAsync(FindOldAsync(id, copy)));

    /// <summary>Returns the product with this SKU; null if there is none or it is not on sale.</summary>
    public ValueTask<ProductSnapshot?> FindAsync(Sku sku) => FindAsync(IdOf(sku));

    /// <summary>Returns the products with these SKUs; unknown ones and those not on sale are left out.</summary>
    public ValueTask<ImmutableArray<ProductSnapshot>> FindAsync(ImmutableArray<Sku> skus)
    {
        var products = ImmutableArray.CreateBuilder<ProductSnapshot>(skus.Length);
        foreach (var sku in skus)
        {
            if (!TryGetFresh(IdOf(sku), out var product)) return new(FindAllAsync(skus));
            if (product.IsOnSale) products.Add(product);
        }

        return new(products.DrainToImmutable());
    }

    /// <summary>
    /// Reads the product from the store regardless of its copy, on sale or not; null if there is none.
    /// </summary>
    public async Task<ProductSnapshot?> ReadAsync(ProductId id, CancellationToken cancellationToken = default)
    {
        var readAt = _time.GetTimestamp();
        var product = await ProductJournals.ReadAsync(_store, id, cancellationToken).ConfigureAwait(false);
        _isStoreAway = false;
        return product is null ? null : Add(product, readAt);
    }

    /// <summary>Adds a product that was current at a time, and returns the newest known version.</summary>
    public ProductSnapshot Add(ProductSnapshot product, long readAt)
    {
        var copy = new ProductCopy(product, readAt);
        lock (_copiesLock)
        {
            if (_copies.TryGet(product.Id, out var known)) copy = known.With(copy);
            _copies.AddOrUpdate(product.Id, copy);
        }

        _ids.AddOrUpdate(product.Sku, product.Id);
        if (ReferenceEquals(copy.Product, product)) Change(product);
        return copy.Product;
    }

    /// <summary>Returns the products added or changed since the last call, in their newest version.</summary>
    public IReadOnlyCollection<ProductSnapshot> TakeChanges()
    {
        lock (_changesLock)
        {
            var changes = _changes;
            (_changes, _hasChanges) = ([], false);
            return changes.Values;
        }
    }

    private static ProductSnapshot? OnSale(ProductSnapshot? product) => product is { IsOnSale: true } ? product : null;

    private static async Task<ProductSnapshot?> OnSaleAsync(Task<ProductSnapshot?> reading) =>
        OnSale(await reading.ConfigureAwait(false));

    private void Change(ProductSnapshot product)
    {
        lock (_changesLock)
        {
            if (_changes.TryGetValue(product.Id, out var known) && known.Version >= product.Version) return;
            _changes[product.Id] = product;
            _hasChanges = true;
        }
    }

    private ProductId IdOf(Sku sku) => _ids.TryGet(sku, out var id) ? id : ProductId.For(sku);

    private TimeSpan AgeOf(ProductCopy copy) => _time.GetElapsedTime(copy.ReadAt);

    private bool TryGetFresh(ProductId id, [NotNullWhen(true)] out ProductSnapshot? product)
    {
        var isFresh = _copies.TryGet(id, out var copy) && AgeOf(copy) < CatalogLimits.StalenessMax;
        product = isFresh ? copy!.Product : null;
        return product is not null;
    }

    private async Task<ImmutableArray<ProductSnapshot>> FindAllAsync(ImmutableArray<Sku> skus)
    {
        var found = await Task.WhenAll(skus.Select(sku => FindAsync(sku).AsTask())).ConfigureAwait(false);
        return [.. found.OfType<ProductSnapshot>()];
    }

    private async Task<ProductSnapshot?> FindOldAsync(ProductId id, ProductCopy copy)
    {
        var refresh = RefreshAsync(id);
        if (refresh.IsCompletedSuccessfully || AgeOf(copy) >= CatalogLimits.OutageMax)
        {
            return await refresh.ConfigureAwait(false);
        }

        if (_isStoreAway)
        {
            refresh.Ignore();
            return copy.Product;
        }

        try
        {
            return await refresh.WaitAsync(WaitMax, _time).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // On any failure, the old copy serves for a while.
            _isStoreAway = true;
            refresh.Ignore();
            return copy.Product;
        }
    }

    private Task<ProductSnapshot?> RefreshAsync(ProductId id) =>
        _refreshes.GetOrAdd(id, static (id, cache) => new(() => cache.RefreshNowAsync(id)), this).Value;

    private async Task<ProductSnapshot?> RefreshNowAsync(ProductId id)
    {
        try
        {
            return await ReadAsync(id).ConfigureAwait(false);
        }
        finally
        {
            _refreshes.TryRemove(id, out _);
        }
    }
}
