using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class CatalogSeederTests
{
    private static readonly IReadOnlyList<SeedBook> Books = SeedBook.ReadAll();

    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Start_EmptyShop_GetsBooksAndStockAndLaterStartsLeaveThem()
    {
        var book = Books[0];
        await using (var silo = await ShopSilo.Start(_store, seed: true))
        {
            await AssertSeeded(silo);
            await silo.Put(book.ToDraft() with { Title = "Changed" });
            await silo.Stock(book.Sku.Value).Adjust(new("op"), Operators.All, new(1, StockReason.Received));
        }

        await using var restarted = await ShopSilo.Start(_store, seed: true);
        Assert.Equal("Changed", (await restarted.Catalog.GetBySku(book.Sku)).Value!.Title);
        Assert.Equal(book.Stock + 1, (await restarted.Stock(book.Sku.Value).Get()).Value!.Available);
    }

    [Fact]
    public async Task Seed_TwoAtOnce_PutEveryBookOnce()
    {
        await using var silo = await ShopSilo.Start(_store);
        await Task.WhenAll(Seeder(silo, _store).SeedAsync(Books), Seeder(silo, _store).SeedAsync(Books));
        await AssertSeeded(silo);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(300)]
    public async Task Seed_CutOff_IsCompletedAndChangesMadeSinceStay(int appends)
    {
        var failing = new CutOffStore(_store, appends);
        await using (var silo = await ShopSilo.Start(failing))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => Seeder(silo, failing).SeedAsync(Books));
        }

        await using var restarted = await ShopSilo.Start(_store);
        var listed = await _store.ReadListAsync(ProductJournals.List, null, Books.Count);
        Assert.InRange(listed.Count, 0, Books.Count - 1);
        var put = listed.Select(entry => ProductJournals.ToProduct(entry.Id)).ToHashSet();
        var changed = Books.FirstOrDefault(book => put.Contains(ProductId.For(book.Sku)));
        if (changed is not null) await restarted.Put(changed.ToDraft() with { Title = "Changed" });

        await Seeder(restarted, _store).SeedAsync(Books);

        await AssertSeeded(restarted);
        if (changed is not null) Assert.Equal("Changed", (await restarted.Catalog.GetBySku(changed.Sku)).Value!.Title);
    }

    [Fact]
    public async Task Seed_CatalogueOfOperators_StaysAsItIs()
    {
        await using var silo = await ShopSilo.Start(_store);
        await silo.Put(Products.Draft("OWN"));
        await silo.Put(Books[0].ToDraft());
        await Seeder(silo, _store).SeedAsync(Books);
        Assert.Equal(2, (await _store.ReadListAsync(ProductJournals.List, null, 10)).Count);
    }

    private static CatalogSeeder Seeder(ShopSilo silo, IJournalStore store) => new(
        silo.Grains,
        store,
        TimeProvider.System,
        Options.Create(new CatalogOptions()),
        NullLogger<CatalogSeeder>.Instance);

    private async Task AssertSeeded(ShopSilo silo)
    {
        Assert.Equal(Books.Count, (await _store.ReadListAsync(ProductJournals.List, null, 2 * Books.Count)).Count);
        Assert.Equal(Books.Count, (await silo.Catalog.Categories()).Sum(category => category.Products));
        foreach (var book in Books)
        {
            Assert.Equal(book.Price, (await silo.Catalog.GetBySku(book.Sku)).Value!.Price.MinorUnits);
            Assert.Equal(book.Stock, (await silo.Stock(book.Sku.Value).Get()).Value!.Available);
        }
    }

    /// <summary>Takes a number of appends and then none, as when the process ends.</summary>
    private sealed class CutOffStore(IJournalStore inner, int appends) : StoreDecorator(inner)
    {
        private int _left = appends;

        public override ValueTask<long> AppendAsync(
            JournalAppend append, CancellationToken cancellationToken = default) =>
            Interlocked.Decrement(ref _left) >= 0
                ? base.AppendAsync(append, cancellationToken)
                : throw new JournalStoreException(JournalStoreFailure.Unavailable, "The store has ended on purpose.");
    }
}
