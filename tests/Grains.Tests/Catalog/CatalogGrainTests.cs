using ShopActors.Storage.InMemory;

using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class CatalogGrainTests
{
    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Seed_FirstStart_LoadsBooksAndStockAndLaterStartsLeaveThem()
    {
        var book = SeedBook.ReadAll()[0];
        await using (var silo = await ShopSilo.Start(_store, seed: true))
        {
            var product = (await silo.Catalog.GetBySku(book.Sku)).Value!;
            Assert.Equal(book.Title, product.Title);
            Assert.Equal(product, (await silo.Catalog.Get(product.Id)).Value);
            Assert.Equal(100, (await silo.Catalog.Search(new() { Limit = 100 })).Value!.Items.Length);
            Assert.Equal(book.Stock, (await silo.Stock(book.Sku.Value).Get()).Value!.Available);
            await silo.Master.Put(Operators.All, book.ToDraft() with { Title = "Changed" }, null);
            await silo.Stock(book.Sku.Value).Adjust(new("op"), Operators.All, new(1, StockReason.Received));
        }

        await using var restarted = await ShopSilo.Start(_store, seed: true);
        Assert.Equal("Changed", (await restarted.Catalog.GetBySku(book.Sku)).Value!.Title);
        Assert.Equal(book.Stock + 1, (await restarted.Stock(book.Sku.Value).Get()).Value!.Available);
    }

    [Fact]
    public async Task Read_UnknownProduct_IsRefused()
    {
        await using var silo = await ShopSilo.Start(_store);
        Assert.Equal("catalog.sku-not-found", (await silo.Catalog.GetBySku(new("NOPE"))).Error?.Code);
        Assert.Empty(await silo.Catalog.GetBySkus([new("NOPE")]));
        Assert.Empty(await silo.Catalog.Categories());
    }

    [Fact]
    public async Task GetBySkus_ProductNewerThanTheCopy_IsFound()
    {
        await using var silo = await ShopSilo.Start(_store);
        var old = SeedBook.ReadAll()[0];
        var added = SeedBook.ReadAll()[1];
        await silo.Master.Put(Operators.All, old.ToDraft(), null);
        Assert.Equal(old.Sku, Assert.Single(await silo.Catalog.GetBySkus([old.Sku])).Sku);

        await silo.Master.Put(Operators.All, added.ToDraft(), null);

        var found = await silo.Catalog.GetBySkus([old.Sku, added.Sku]);
        Assert.Equal([old.Sku, added.Sku], found.Select(product => product.Sku));
    }
}
