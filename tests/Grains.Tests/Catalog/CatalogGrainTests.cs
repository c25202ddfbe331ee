using Orleans.Runtime;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class CatalogGrainTests
{
    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Put_OnTheReadersSilo_IsReadAtOnceInEveryWay()
    {
        await using var silo = await ShopSilo.Start(_store);
        Assert.Empty(await silo.Catalog.Categories());
        foreach (var draft in new[] { Products.Draft("A"), Products.Draft("A", price: 7), Products.Draft("B") })
        {
            var put = (await silo.Put(draft)).Value!;
            Assert.Equal(put, (await silo.Catalog.Get(put.Id)).Value, Products.Comparer);
            Assert.Equal(put, (await silo.Catalog.GetBySku(put.Sku)).Value, Products.Comparer);
            Assert.Equal(put, Assert.Single(await silo.Catalog.GetBySkus([put.Sku])), Products.Comparer);
            var found = (await silo.Catalog.Search(new() { Text = draft.Title })).Value!;
            Assert.Equal(put, Assert.Single(found.Items), Products.Comparer);
        }

        Assert.Equal(new CategorySnapshot("Category", 2), Assert.Single(await silo.Catalog.Categories()));
        Assert.Equal(ErrorCode.StaleVersion, (await silo.Put(Products.Draft("A", price: 8), 1)).Error?.Code);
    }

    [Fact]
    public async Task Put_SiloRestarted_FindsWhatWasPut()
    {
        ProductSnapshot put;
        await using (var silo = await ShopSilo.Start(_store))
        {
            await silo.Put(Products.Draft("A"));
            put = (await silo.Put(Products.Draft("A", price: 7))).Value!;
        }

        await using var restarted = await ShopSilo.Start(_store);
        Assert.Equal(put, (await restarted.Catalog.Get(put.Id)).Value, Products.Comparer);
        Assert.Equal(put, Assert.Single((await restarted.Catalog.Search(new())).Value!.Items), Products.Comparer);
        Assert.Equal(put, (await restarted.Put(Products.Draft("A", price: 7), 1)).Value, Products.Comparer);
    }

    [Fact]
    public async Task Put_ThroughTheGrainOfAnotherSku_IsRefused()
    {
        await using var silo = await ShopSilo.Start(_store);
        var other = silo.Grains.GetGrain<IProductGrain>(ProductId.For(new("B")).Value);
        var refused = await other.Put(Operators.All, Products.Draft("A"), null);
        Assert.Equal(ErrorCode.InvalidProduct, refused.Error?.Code);
        Assert.Empty((await silo.Catalog.Search(new())).Value!.Items);
    }

    [Fact]
    public async Task Read_UnknownProducts_AreRefusedAndActivateNothing()
    {
        await using var silo = await ShopSilo.Start(_store);
        var random = new SeededRandom(11);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(ErrorCode.ProductNotFound, (await silo.Catalog.Get(ProductId.New(random))).Error?.Code);
            Assert.Equal(ErrorCode.SkuNotFound, (await silo.Catalog.GetBySku(new($"NOPE-{i}"))).Error?.Code);
        }

        Assert.Empty(await silo.Catalog.GetBySkus([new("NOPE")]));
        Assert.Empty(await silo.Catalog.Categories());
        var statistics = await silo.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        Assert.DoesNotContain(
            statistics, grain => grain.GrainType.Contains(nameof(ProductGrain), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_WhileManyWaitForTheStore_IsAnsweredFromTheCopies()
    {
        var store = new CatalogStore(_store);
        await using var silo = await ShopSilo.Start(store);
        var product = (await silo.Put(Products.Draft("A"))).Value!;
        await silo.Catalog.Categories();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Gate = gate.Task;

        var waiting = Enumerable.Range(0, 50).Select(i => silo.Catalog.GetBySku(new($"NOPE-{i}"))).ToList();

        Assert.Equal(product, (await silo.Catalog.Get(product.Id)).Value, Products.Comparer);
        Assert.Equal(product, (await silo.Catalog.GetBySku(product.Sku)).Value, Products.Comparer);
        Assert.Single(await silo.Catalog.Categories());
        Assert.All(waiting, asking => Assert.False(asking.IsCompleted));
        gate.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.True(answer.IsRefused));
    }
}
