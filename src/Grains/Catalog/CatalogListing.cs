using Microsoft.Extensions.Logging;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The silo's index of all products, for pages and categories, built by reading every journal on the list.
/// Products that this silo writes or reads are in it at once; others follow with a new scan. A scan runs
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

    // Guards the next three fields; the index is read without it.
    private readonly Lock _lock = new();
    private Task<CatalogIndex>? _scan;
    private long _scanBegan;
    private volatile CatalogIndex _index = CatalogIndex.Empty;

    // Written by the scan, of which there is one at a time.
    private volatile Scanned? _scanned;
    private int _unreadable;

    /// <summary>Returns the index, at the age described above.</summary>
    public ValueTask<CatalogIndex> ReadAsync()
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
    public Task<CatalogIndex> ScanAsync()
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

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>Returns the index with all changes that the cache has seen since.</summary>
    private CatalogIndex Present()
    {
        if (!cache.HasChanges) return _index;

        lock (_lock) return _index = _index.With(cache.TakeChanges());
    }

    private async Task<CatalogIndex> ScanNowAsync(long began, CancellationToken cancellationToken)
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
            var reads = page.Select(entry => TryReadAsync(entry.Id, cancellationToken));
            unreadable += (await Task.WhenAll(reads).ConfigureAwait(false)).Count(isRead => !isRead);
            if (page.Count < PageMax) break;
            before = page[^1].Position;
        }

        if (unreadable > 0 && unreadable != _unreadable) LogUnreadable(logger, unreadable);
        _unreadable = unreadable;
    }

    /// <summary>
    /// Reads one product into the cache. A product that is damaged or stored by a newer version must not hide the
    /// others: it is left out, or kept as it was last read.
    /// </summary>
    private async Task<bool> TryReadAsync(JournalId journal, CancellationToken cancellationToken)
    {
        try
        {
            await cache.ReadAsync(ProductJournals.ToProduct(journal), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (JournalStoreException e) when (e.Failure is JournalStoreFailure.Corrupt or JournalStoreFailure.Newer)
        {
            return false;
        }
    }

    [LoggerMessage(1003, LogLevel.Warning, "A scan of the catalogue failed; pages keep their present content")]
    private static partial void LogScanFailed(ILogger logger, Exception exception);

    [LoggerMessage(1004, LogLevel.Warning, "{Products} products cannot be read; pages omit them or show old versions")]
    private static partial void LogUnreadable(ILogger logger, int products);

    /// <summary>The latest successful scan.</summary>
    private sealed record Scanned(long BeganAt, TimeSpan Period);
}
