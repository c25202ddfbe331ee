namespace ShopActors.Grains.Tests.Catalog;

public sealed class CatalogIndexTests
{
    private static readonly ProductSnapshot[] Books =
        [.. SeedBook.ReadAll().Select(book => Products.Of(book.ToDraft()))];

    private static readonly CatalogIndex Index = CatalogIndex.Empty.With(Books);

    [Fact]
    public void Search_Pages_CoverEveryProductOnceInOrder() =>
        Assert.Equal(Books.Select(book => book.Sku).Order(CatalogOrder.Comparer), Skus(Index));

    [Fact]
    public void Categories_OfTheSeed_CountEveryBook()
    {
        Assert.True(Index.Categories.Length >= 8);
        Assert.Equal(Books.Length, Index.Categories.Sum(category => category.Products));
        var names = Index.Categories.Select(category => category.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Search_Words_AllHaveToOccurInTitleOrAuthor()
    {
        Assert.Equal(4, Index.Search(new() { Text = "jane AUSTEN" }).Value!.Items.Length);
        var found = Assert.Single(Index.Search(new() { Text = " emma  austen ", Category = "Classics" }).Value!.Items);
        Assert.Equal("Emma", found.Title);
        Assert.Empty(Index.Search(new() { Text = "emma", Category = "Travel" }).Value!.Items);
    }

    [Theory]
    [InlineData("bronte")]
    [InlineData("BRONTË")]
    [InlineData("bronte\u0308")]
    [InlineData("\u00A0Bro\u00ADntë\u3000heights")]
    public void Search_OtherSpelling_FindsTheBook(string text) =>
        Assert.Contains(Index.Search(new() { Text = text }).Value!.Items, book => book.Author == "Emily Brontë");

    [Fact]
    public void Search_OtherSpellingOfTheCategory_FindsItsBooks() =>
        Assert.Equal(
            Index.Search(new() { Category = "Classics" }).Value!.Items.AsEnumerable(),
            Index.Search(new() { Category = " CLÁSSICS\u200B" }).Value!.Items);

    [Fact]
    public void Search_DecomposedTextOfTheGreatestLength_IsNotTooLong()
    {
        var text = string.Concat(Enumerable.Repeat("e\u0301", CatalogLimits.TextMax));
        Assert.True(Index.Search(new() { Text = text }).IsOk);
        Assert.True(Index.Search(new() { Text = text + "x" }).IsRefused);
    }

    [Fact]
    public void Categories_SpellingsOfOne_AreCountedTogether()
    {
        var index = CatalogIndex.Empty.With(
        [
            Products.Of(Products.Draft("B") with { Category = "POESIE" }),
            Products.Of(Products.Draft("A") with { Category = "Poésie" }),
        ]);
        Assert.Equal(new CategorySnapshot("Poésie", 2), Assert.Single(index.Categories));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(101, null)]
    [InlineData(10, "no sku")]
    public void Search_InvalidPage_IsRefused(int limit, string? cursor) =>
        Assert.Equal(ErrorCode.InvalidQuery, Index.Search(new() { Limit = limit, Cursor = cursor }).Error?.Code);

    [Fact]
    public void With_ProductsInAnyOrderAndPortions_IsTheSameIndex()
    {
        var random = new Random(2026);
        var left = Books.ToArray();
        random.Shuffle(left);
        var index = CatalogIndex.Empty;
        while (left.Length > 0)
        {
            var size = Math.Min(left.Length, random.Next(1, 40));
            index = index.With(left[..size]);
            left = left[size..];
        }

        Assert.Equal(Skus(Index), Skus(index));
        Assert.Equal(Index.Categories.AsEnumerable(), index.Categories);
    }

    [Fact]
    public void With_OtherVersions_KeepsTheHigherOne()
    {
        var old = Products.Of(Products.Draft("A"));
        var changed = Products.Of(Products.Draft("A") with { Category = "Other" }, version: 2);

        var index = CatalogIndex.Empty.With([old]).With([changed]).With([old]);

        Assert.Same(changed, Assert.Single(index.Search(new()).Value!.Items));
        Assert.Equal(new CategorySnapshot("Other", 1), Assert.Single(index.Categories));
    }

    private static List<Sku> Skus(CatalogIndex index)
    {
        var seen = new List<Sku>();
        string? cursor = null;
        do
        {
            var page = index.Search(new() { Cursor = cursor, Limit = 17 }).Value!;
            seen.AddRange(page.Items.Select(product => product.Sku));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return seen;
    }
}
