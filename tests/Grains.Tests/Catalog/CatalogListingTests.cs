using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ShopActors.Storage;
using ShopActors.Storage.Sqlite;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class CatalogListingTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly CatalogStore _store = new();
    private readonly CatalogCache _cache;
    private readonly CatalogListing _listing;

    public CatalogListingTests()
    {
        _cache = Products.NewCache(_store, _time);
        _listing = new CatalogListing(_cache, _store, _time, NullLogger<CatalogListing>.Instance);
    }

    public void Dispose() => _listing.Dispose();

    [Fact]
    public async Task Read_50000Products_PagesThemAll()
    {
        const int Count = 50_000;
        using var directory = new TemporaryDirectory("catalog-");
        using var sqlite = SqliteJournalStore.Open(directory.FullName, new(), TimeProvider.System);
        foreach (var some in Enumerable.Range(0, Count).Chunk(2_000))
        {
            await Task.WhenAll(some.Select(number => sqlite.Put(
                Products.Draft(Numbered(number)) with { Category = $"C{number % 7}" })));
        }

        var time = TimeProvider.System;
        using var listing = new CatalogListing(
            Products.NewCache(sqlite, time), sqlite, time, NullLogger<CatalogListing>.Instance);
        var index = await listing.ReadAsync();

        Assert.Equal(Count, index.Categories().Sum(category => category.Products));
        Assert.Equal(Enumerable.Range(0, Count).Select(Numbered), Skus(index));
        var last = Assert.Single(index.Search(new() { Text = Numbered(Count - 1) }).Value!.Items);
        Assert.Equal(Numbered(Count - 1), last.Sku.Value);
    }

    [Fact]
    public async Task Read_PutOnThisSilo_IsInTheIndexAtOnce()
    {
        Assert.Empty(Skus(await _listing.ReadAsync()));

        _cache.Add(Products.Of(Products.Draft("A")), _time.GetTimestamp());

        Assert.Equal(["A"], Skus(await _listing.ReadAsync()));
        Assert.Equal(1, _store.Scans);
    }

    [Fact]
    public async Task Read_PutElsewhere_IsInTheIndexAfterThePeriod()
    {
        Assert.Empty(Skus(await _listing.ReadAsync()));
        await _store.Put(Products.Draft("A"));

        _time.Advance(CatalogLimits.StalenessMax - Moment);
        Assert.Empty(Skus(await _listing.ReadAsync()));
        Assert.Equal(1, _store.Scans);
        _time.Advance(Moment);
        await RescanAsync();
        Assert.Equal(["A"], Skus(await _listing.ReadAsync()));
    }

    [Fact]
    public async Task Read_ScanUnderWay_AnswersTheOldIndexAndStartsNoSecondScan()
    {
        await _store.Put(Products.Draft("A"));
        await _listing.ReadAsync();
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        _time.Advance(CatalogLimits.StalenessMax);

        for (var i = 0; i < 10; i++)
        {
            var reading = _listing.ReadAsync().AsTask();
            Assert.True(reading.IsCompletedSuccessfully);
            Assert.Equal(["A"], Skus(await reading));
        }

        var scan = _listing.ScanAsync();
        gate.SetResult();
        await scan;
        Assert.Equal(2, _store.Scans);
    }

    [Fact]
    public async Task Read_ScanThatTakesLong_IsRepeatedAfterTwentyTimesThat()
    {
        var scanTime = TimeSpan.FromSeconds(3);
        await _store.Put(Products.Draft("A"));
        _store.OnRead = _ => _time.Advance(scanTime);
        await _listing.ReadAsync();
        Assert.Equal(1, _store.Scans);

        _time.Advance((20 * scanTime) - scanTime - Moment);
        await _listing.ReadAsync();
        Assert.Equal(1, _store.Scans);
        _time.Advance(Moment);
        await RescanAsync();
        Assert.Equal(2, _store.Scans);
    }

    [Fact]
    public async Task Read_StoreFails_AnswersTheOldIndexForAWhileAndThenTheFailure()
    {
        await _store.Put(Products.Draft("A"));
        await _listing.ReadAsync();
        _store.Failure = CatalogStore.Away();

        _time.Advance(CatalogLimits.StalenessMax + CatalogLimits.OutageMax - Moment);
        Assert.Equal(["A"], Skus(await _listing.ReadAsync()));
        _time.Advance(Moment);
        await Assert.ThrowsAsync<JournalStoreException>(() => _listing.ReadAsync().AsTask());

        _store.Failure = null;
        _time.Advance(CatalogLimits.StalenessMax);
        Assert.Equal(["A"], Skus(await _listing.ReadAsync()));
    }

    [Fact]
    public async Task Read_NoScanYetAndTheStoreFails_PassesTheFailureOnAndLeavesTheStoreAloneForAWhile()
    {
        _store.Failure = CatalogStore.Away();
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<JournalStoreException>(() => _listing.ReadAsync().AsTask());
        }

        Assert.Equal(1, _store.Scans);
        _store.Failure = null;
        _time.Advance(CatalogLimits.StalenessMax);
        Assert.Empty(Skus(await _listing.ReadAsync()));
    }

    [Fact]
    public async Task Read_ProductThatIsDamaged_LeavesTheOthers()
    {
        await _store.Put(Products.Draft("A"));
        var damaged = await _store.Put(Products.Draft("B"));
        var journal = ProductJournals.Of(damaged.Id);
        _store.OnRead = id =>
        {
            if (id == journal) throw new JournalStoreException(JournalStoreFailure.Corrupt, "Damaged.");
        };

        Assert.Equal(["A"], Skus(await _listing.ReadAsync()));
    }

    /// <summary>Lets a read start the scan that is due, and waits for it.</summary>
    private async Task RescanAsync()
    {
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        await _listing.ReadAsync();
        var scan = _listing.ScanAsync();
        gate.SetResult();
        await scan;
    }

    private static string Numbered(int number) => "SKU-" + number.ToString("D5", CultureInfo.InvariantCulture);

    private static List<string> Skus(ProductIndex index)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = index.Search(new() { Cursor = cursor, Limit = ProductQuery.LimitMax }).Value!;
            seen.AddRange(page.Items.Select(product => product.Sku.Value));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return seen;
    }
}
