using System.Text.Json;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class CatalogRulesTests
{
    private static readonly Caller Editor = Caller.Ops(new("editor"), Scopes.CatalogWrite);

    private CatalogState _state = CatalogState.Empty;

    [Fact]
    public void Put_Draft_AddsThenReplacesAndCounts()
    {
        Assert.Null(Put(Draft("B")));
        Assert.Null(Put(Draft("A")));
        Assert.Null(Put(Draft("B") with { Title = "New" }));
        Assert.Equal(["A", "B"], _state.Products.Select(product => product.Sku.Value));
        Assert.Equal(2, _state.Find(new("B"))?.Version);
        Assert.Equal(3, _state.Version);
        Assert.Equal(ProductId.For(new("B")), _state.Find(new("B"))?.Id);
        Assert.Null(_state.Find(new("C")));
    }

    [Fact]
    public void Put_WhatIsThere_ChangesNothingEvenWithAStaleVersion()
    {
        Put(Draft("A"));
        Put(Draft("A") with { Title = "New" });
        Assert.Null(Put(Draft("A") with { Title = "New" }, expectedVersion: 1));
        Assert.Equal(2, _state.Version);
        Assert.Equal("catalog.version-conflict", Put(Draft("A") with { Title = "Newer" }, expectedVersion: 1));
        Assert.Equal("catalog.version-conflict", Put(Draft("B"), expectedVersion: 1));
    }

    [Fact]
    public void Put_InvalidField_NamesIt()
    {
        Assert.Equal("catalog.invalid-product", Put(Draft("A") with { Title = " " }));
        Assert.Equal("catalog.invalid-product", Put(Draft("A") with { Author = new string('x', 201) }));
        Assert.Equal("catalog.invalid-product", Put(Draft("A") with { Category = "a\nb" }));
        Assert.Equal("catalog.invalid-product", Put(Draft("A") with { Price = new(0, Currency.Eur) }));
        Assert.Equal("catalog.invalid-product", Put(Draft("A") with { Price = new(5, default) }));
        Assert.Equal("access.forbidden", CatalogRules.Put(_state, Caller.Anonymous, Draft("A"), null).Error?.Code);
    }

    [Fact]
    public void PutMany_IsAllOrNothing()
    {
        var drafts = new[] { Draft("A"), Draft("B") with { Title = "" } };
        Assert.Equal("catalog.invalid-product", PutMany(drafts));
        Assert.Equal("catalog.invalid-product", PutMany([Draft("A"), Draft("A") with { Title = "Twice" }]));
        Assert.Null(PutMany([Draft("A"), Draft("B")], expectedVersion: 0));
        Assert.Equal(1, _state.Version);
        Assert.Equal("catalog.version-conflict", PutMany([Draft("C")], expectedVersion: 0));
        Assert.Null(PutMany([Draft("A"), Draft("B")]));
        Assert.Equal(1, _state.Version);
    }

    [Fact]
    public void Seed_HasEnoughValidBooksInManyCategories()
    {
        var books = SeedBook.ReadAll();
        Assert.True(books.Count >= 200);
        Assert.Equal(books.Count, books.Select(book => book.Sku).Distinct().Count());
        Assert.All(books, book => Assert.InRange(book.Stock, 1, StockLimits.OnHandMax));
        Assert.Null(PutMany([.. books.Select(book => book.ToDraft())], expectedVersion: 0));
        Assert.True(Index().Categories.Length >= 8);
        Assert.Equal(books.Count, Index().Categories.Sum(category => category.Products));
    }

    [Fact]
    public void Search_Pages_CoverEveryProductOnceInOrder()
    {
        PutMany([.. SeedBook.ReadAll().Select(book => book.ToDraft())]);
        var index = Index();
        var seen = new List<Sku>();
        string? cursor = null;
        do
        {
            var page = index.Search(new() { Cursor = cursor, Limit = 17 }).Value!;
            seen.AddRange(page.Items.Select(product => product.Sku));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(_state.Products.Select(product => product.Sku), seen);
    }

    [Fact]
    public void Search_Words_AllHaveToOccurInTitleOrAuthor()
    {
        PutMany([.. SeedBook.ReadAll().Select(book => book.ToDraft())]);
        var index = Index();
        Assert.Equal(4, index.Search(new() { Text = "jane AUSTEN" }).Value!.Items.Length);
        var found = Assert.Single(index.Search(new() { Text = " emma  austen ", Category = "Classics" }).Value!.Items);
        Assert.Equal("Emma", found.Title);
        Assert.Empty(index.Search(new() { Text = "emma", Category = "Travel" }).Value!.Items);
        Assert.True(index.TryGet(found.Id, out var same));
        Assert.Same(found, same);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(101, null)]
    [InlineData(10, "no sku")]
    public void Search_InvalidPage_IsRefused(int limit, string? cursor) =>
        Assert.Equal("catalog.invalid-query", Index().Search(new() { Limit = limit, Cursor = cursor }).Error?.Code);

    private static ProductDraft Draft(string sku) => new()
    {
        Sku = new(sku),
        Title = $"Title {sku}",
        Author = "Author",
        Category = "Category",
        Price = new(500, Currency.Eur),
    };

    private CatalogIndex Index() => new(new() { Version = _state.Version, Products = _state.Products });

    private string? Put(ProductDraft draft, long? expectedVersion = null) =>
        Run(CatalogRules.Put(_state, Editor, draft, expectedVersion));

    private string? PutMany(ProductDraft[] drafts, long? expectedVersion = null) =>
        Run(CatalogRules.PutMany(_state, Editor, [.. drafts], expectedVersion));

    private string? Run(Decision<CatalogEvent> decision)
    {
        foreach (var e in decision.Events)
        {
            var stored = JsonSerializer.SerializeToUtf8Bytes(e, CatalogJson.Default.CatalogEvent);
            _state = _state.Apply(JsonSerializer.Deserialize(stored, CatalogJson.Default.CatalogEvent)!);
        }

        return decision.Error?.Code;
    }
}
