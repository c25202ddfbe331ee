using Microsoft.Extensions.Time.Testing;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class CatalogCacheTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly CatalogStore _store = new();
    private readonly CatalogCache _cache;

    public CatalogCacheTests() => _cache = Products.NewCache(_store, _time);

    [Fact]
    public async Task Find_UnknownIds_ReadTheStoreOnceEachAndLeaveNothing()
    {
        var random = new SeededRandom(7);
        for (var i = 0; i < 1_000; i++) Assert.Null(await _cache.FindAsync(ProductId.New(random)));

        Assert.Equal(1_000, _store.Reads);
        Assert.Equal(0, _cache.Count);
        Assert.False(_cache.HasChanges);
    }

    [Fact]
    public async Task Find_ProductPutSinceTheLastMiss_IsFoundAtOnce()
    {
        Assert.Empty(await _cache.FindAsync([new Sku("A")]));

        var put = await _store.Put(Products.Draft("A"));

        Assert.Equal(put, await _cache.FindAsync(put.Id), Products.Comparer);
        Assert.Equal(put, await _cache.FindAsync(put.Sku), Products.Comparer);
        Assert.Equal(put, Assert.Single(await _cache.FindAsync([new Sku("NOPE"), put.Sku])), Products.Comparer);
    }

    [Fact]
    public async Task Find_ProductPutElsewhere_IsAsNewAsTheStoreAfterTheStaleness()
    {
        var old = await _store.Put(Products.Draft("A", price: 1));
        Assert.Equal(old, await _cache.FindAsync(old.Id), Products.Comparer);
        var changed = await _store.Put(Products.Draft("A", price: 2));

        _time.Advance(CatalogLimits.StalenessMax - Moment);
        Assert.Equal(old, await _cache.FindAsync(old.Id), Products.Comparer);
        _time.Advance(Moment);
        Assert.Equal(changed, await _cache.FindAsync(old.Id), Products.Comparer);
    }

    [Fact]
    public async Task Find_ProductNotAskedForLately_IsReadBeforeTheAnswer()
    {
        var old = await _store.Put(Products.Draft("A", price: 1));
        await _cache.FindAsync(old.Id);
        var changed = await _store.Put(Products.Draft("A", price: 2));

        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(changed, await _cache.FindAsync(old.Id), Products.Comparer);
    }

    [Fact]
    public async Task Find_StoreFails_AnswersOldCopiesForAWhileAndThenTheFailure()
    {
        var product = await _store.Put(Products.Draft("A"));
        await _cache.FindAsync(product.Id);
        _store.Failure = CatalogStore.Away();

        _time.Advance(CatalogLimits.OutageMax - Moment);
        Assert.Equal(product, await _cache.FindAsync(product.Id), Products.Comparer);
        Assert.Equal(product, Assert.Single(await _cache.FindAsync([product.Sku])), Products.Comparer);
        _time.Advance(Moment);
        await Assert.ThrowsAsync<JournalStoreException>(() => _cache.FindAsync(product.Id).AsTask());
        await Assert.ThrowsAsync<JournalStoreException>(() => _cache.FindAsync([product.Sku]).AsTask());

        _store.Failure = null;
        Assert.Equal(product, await _cache.FindAsync(product.Id), Products.Comparer);
    }

    [Fact]
    public async Task Find_UnknownProductWhileTheStoreFails_IsNotTakenForMissing()
    {
        _store.Failure = CatalogStore.Away();
        await Assert.ThrowsAsync<JournalStoreException>(() => _cache.FindAsync(new Sku("A")).AsTask());
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public async Task Find_StoreHangs_WaitsShortlyOnceAndThenNotAtAll()
    {
        var (a, b) = (await _store.Put(Products.Draft("A")), await _store.Put(Products.Draft("B")));
        await _cache.FindAsync([a.Sku, b.Sku]);
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        _time.Advance(CatalogLimits.StalenessMax);

        var first = _cache.FindAsync(a.Id).AsTask();
        Assert.False(first.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(a, await first, Products.Comparer);
        Assert.Equal(a, Now(_cache.FindAsync(a.Id)), Products.Comparer);
        Assert.Equal(b, Now(_cache.FindAsync(b.Id)), Products.Comparer);

        _time.Advance(CatalogLimits.OutageMax);
        var waiting = _cache.FindAsync(a.Id).AsTask();
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        Assert.Equal(a, await waiting, Products.Comparer);
    }

    [Fact]
    public async Task Find_StoreThatHungAnswersAgain_WaitsForItAgain()
    {
        var old = await _store.Put(Products.Draft("A", price: 1));
        await _cache.FindAsync(old.Id);
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        _time.Advance(CatalogLimits.StalenessMax);
        var first = _cache.FindAsync(old.Id).AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await first;

        gate.SetResult();
        await _cache.ReadAsync(old.Id);
        _time.Advance(CatalogLimits.StalenessMax);
        var again = new TaskCompletionSource();
        _store.Gate = again.Task;
        var asking = _cache.FindAsync(old.Id).AsTask();
        Assert.False(asking.IsCompleted);
        again.SetResult();
        Assert.Equal(old, await asking, Products.Comparer);
    }

    [Fact]
    public async Task Find_OldProductByMany_IsReadOnce()
    {
        var product = await _store.Put(Products.Draft("A"));
        await _cache.FindAsync(product.Id);
        _time.Advance(CatalogLimits.StalenessMax);
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        var before = _store.Reads;

        var answers = Enumerable.Range(0, 100).Select(_ => _cache.FindAsync(product.Id).AsTask()).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(product, answer, Products.Comparer));
        Assert.Equal(before + 1, _store.Reads);
    }

    [Fact]
    public async Task Add_ProductOfAHigherVersion_IsNotUndoneByAReadOfThePast()
    {
        var old = await _store.Put(Products.Draft("A", price: 1));
        var newer = Products.Of(Products.Draft("A", price: 2), version: 2);

        _cache.Add(newer, _time.GetTimestamp());
        await _cache.ReadAsync(old.Id);

        Assert.Same(newer, await _cache.FindAsync(old.Id));
        Assert.Same(newer, Assert.Single(_cache.TakeChanges()));
        Assert.False(_cache.HasChanges);
    }

    [Fact]
    public async Task Find_PutThroughAnotherCacheOfTheStore_ShowsWithinTheStaleness()
    {
        var other = Products.NewCache(_store, _time);
        var old = await _store.Put(Products.Draft("A", price: 1));
        await other.FindAsync(old.Id);

        var put = await _store.Put(Products.Draft("A", price: 2));
        _cache.Add(put, _time.GetTimestamp());

        Assert.Equal(2, Now(_cache.FindAsync(old.Id))!.Price.MinorUnits);
        _time.Advance(CatalogLimits.StalenessMax);
        Assert.Equal(2, (await other.FindAsync(old.Id))!.Price.MinorUnits);
    }

    private static ProductSnapshot? Now(ValueTask<ProductSnapshot?> find)
    {
        Assert.True(find.IsCompletedSuccessfully);
        return find.Result;
    }
}
