using Microsoft.Extensions.Logging;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The silo's index of all products, for pages, searches and categories, built by reading every journal on the list.
/// Products that this silo writes or reads are in it at once, those that another silo announces
/// (<see cref="Touch"/>) as soon as they are read; a new scan makes up for announcements that were lost. A scan runs
/// beside the readers when the index is requested and is older than its period:
/// <see cref="CatalogLimits.StalenessMax"/>, or twenty times the duration of the latest scan, so that
/// scanning takes at most about a twentieth of a core however large the catalogue is.
/// <para>
/// Readers wait for a scan only if the silo has no index yet, or one that is more than
/// <see cref="CatalogLimits.OutageMax"/> older than its period: because nothing was requested for so long, or because
/// the store is failing, and then they get its failure.
/// </para>
/// </summary>
internal sealed partial class CatalogListing(
    CatalogCache cache, IJournalStore store, TimeProvider time, ILogger<CatalogListing> logger) : IDisposable
{
    private const int PageMax = 256; // Journals read at the same time; PostgreSQL reads them in one statement.
    private const int PeriodPerScan = 20;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ProductIndex _index = new();

    // Guards the next four fields.
    private readonly Lock _lock = new();
    private readonly HashSet<ProductId> _touched = [];
    private bool _isReadingTouched;
    private Task<ProductIndex>? _scan;
    private long _scanBegan;

    // Written by the scan, of which there is one at a time.
    private volatile Scanned? _scanned;
    private int _unreadable;

    /// <summary>Returns the index, at the age described above.</summary>
    public ValueTask<ProductIndex> ReadAsync()
    {
        if (_scanned is not { } scanned) return new(ScanAsync());

        var age = time.GetElapsedTime(scanned.BeganAt);
        if (age < scanned.Period) return new(Present());

        var scan = ScanAsync();
        if (age >= scanned.Period + CatalogLimits.OutageMax) return new(scan);
        scan.Ignore();
        return new(Present());
    }

    /// <summary>
    /// Returns the running scan or starts one. A failed scan is kept for a while, so that a failing store is not hit by
    /// every reader.
    /// </summary>
    public Task<ProductIndex> ScanAsync()
    {
        lock (_lock)
        {
            if (_scan is { IsCompleted: false }) return _scan;
            var isRecent = time.GetElapsedTime(_scanBegan) < CatalogLimits.StalenessMax;
            if (_scan is { IsFaulted: true } && isRecent) return _scan;
            _scanBegan = time.GetTimestamp();
            return _scan = ScanNowAsync(_scanBegan, _stopping.Token);
        }
    }

    /// <summary>Reads a product that has changed, in the background.</summary>
    public void Touch(ProductId product)
    {
        lock (_lock)
        {
            _touched.Add(product);
            if (_isReadingTouched) return;
            _isReadingTouched = true;
        }

        ReadTouchedAsync(_stopping.Token).Ignore();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _index.Dispose();
    }

    /// <summary>Returns the index with all changes that the cache has seen since.</summary>
    private ProductIndex Present()
    {
        if (cache.HasChanges)
        {
            _index.Put(cache.TakeChanges().Select(static product => new IndexedProduct(product, -1, false)));
        }

        _index.Refresh();
        return _index;
    }

    private async Task ReadTouchedAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!cancellationToken.IsCancellationRequested)
        {
            ProductId[] products;
            lock (_lock)
            {
                products = [.. _touched.Take(PageMax)];
                _touched.ExceptWith(products);
                if (products.Length == 0)
                {
                    _isReadingTouched = false;
                    return;
                }
            }

            try
            {
                await ReadPageAsync(products, cancellationToken).ConfigureAwait(false);

                // Here, so that the next search need not do it.
                _index.Refresh();
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogChangesFailed(logger, e);
                lock (_lock) _touched.UnionWith(products);
                await Task.Delay(CatalogLimits.StalenessMax, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<ProductIndex> ScanNowAsync(long began, CancellationToken cancellationToken)
    {
        // Outside the turn of the reader that asked first, and outside the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogScanFailed(logger, e);
            throw;
        }

        var period = PeriodPerScan * time.GetElapsedTime(began);
        var index = Present();
        _scanned = new(began, period > CatalogLimits.StalenessMax ? period : CatalogLimits.StalenessMax);
        return index;
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        long? before = null;
        var unreadable = 0;
        while (true)
        {
            var page = await store.ReadListAsync(ProductJournals.List, before, PageMax, cancellationToken)
                .ConfigureAwait(false);
            var products = page.Select(entry => ProductJournals.ToProduct(entry.Id)).ToList();
            unreadable += await ReadPageAsync(products, cancellationToken).ConfigureAwait(false);
            if (page.Count < PageMax) break;
            before = page[^1].Position;
        }

        if (unreadable > 0 && unreadable != _unreadable) LogUnreadable(logger, unreadable);
        _unreadable = unreadable;
    }

    /// <summary>Reads products into the index; returns how many are unreadable.</summary>
    private async Task<int> ReadPageAsync(IReadOnlyCollection<ProductId> products, CancellationToken cancellationToken)
    {
        var reads = await Task.WhenAll(products.Select(product => TryReadAsync(product, cancellationToken)))
            .ConfigureAwait(false);
        _index.Put(reads.OfType<IndexedProduct>());
        return reads.Count(read => read is null);
    }

    /// <summary>
    /// Reads one product and its stock; null if it cannot be read. A product that is damaged or stored by a newer
    /// version must not hide the others: it is left out, or kept as it was last read.
    /// </summary>
    private async Task<IndexedProduct?> TryReadAsync(ProductId id, CancellationToken cancellationToken)
    {
        try
        {
            var product = await ProductJournals.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
            if (product is null) return null;
            var stock = await StockJournals.ReadAsync(store, product.Sku, cancellationToken).ConfigureAwait(false);
            return new(product, stock.Version, stock.HasUnits);
        }
        catch (JournalStoreException e) when (e.Failure is JournalStoreFailure.Corrupt or JournalStoreFailure.Newer)
        {
            return null;
        }
    }

    [LoggerMessage(1003, LogLevel.Warning, "A scan of the catalogue failed; pages keep their present content")]
    private static partial void LogScanFailed(ILogger logger, Exception exception);

    [LoggerMessage(1005, LogLevel.Warning, "Changed products cannot be read; they are tried again")]
    private static partial void LogChangesFailed(ILogger logger, Exception exception);

    [LoggerMessage(1004, LogLevel.Warning, "{Products} products cannot be read; pages omit them or show old versions")]
    private static partial void LogUnreadable(ILogger logger, int products);

    /// <summary>The latest successful scan.</summary>
    private sealed record Scanned(long BeganAt, TimeSpan Period);
}
