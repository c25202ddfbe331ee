using System.Globalization;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class ProductIndexTests : IDisposable
{
    private static readonly ProductSnapshot[] Books =
        [.. SeedBook.ReadAll().Select(book => Products.Of(book.ToDraft()))];

    private static readonly ProductSort[] Sorts =
    [
        ProductSort.Sku, ProductSort.Title, ProductSort.Newest, ProductSort.Price, ProductSort.PriceDescending,
    ];

    private readonly ProductIndex _index = new();

    public void Dispose() => _index.Dispose();

    [Fact]
    public void Search_Pages_CoverEveryProductOnceInOrder()
    {
        Put(Books);
        Assert.Equal(Books.Select(book => book.Sku).Order(CatalogOrder.Comparer), Skus(new()));
    }

    [Fact]
    public void Categories_OfTheSeed_CountEveryBook()
    {
        Put(Books);
        var categories = _index.Categories();
        Assert.True(categories.Length >= 8);
        Assert.Equal(Books.Length, categories.Sum(category => category.Products));
        var names = categories.Select(category => category.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Search_Words_AllHaveToOccurInTitleOrAuthor()
    {
        Put(Books);
        Assert.Equal(4, Find(new() { Text = "jane AUSTEN" }).Total);
        var found = Assert.Single(Find(new() { Text = " emma  austen ", Category = "Classics" }).Items);
        Assert.Equal("Emma", found.Title);
        Assert.Empty(Find(new() { Text = "emma", Category = "Travel" }).Items);
    }

    [Theory]
    [InlineData("w")]
    [InlineData("wu")]
    [InlineData("wut")]
    [InlineData("wuther")]
    [InlineData("heights br")]
    [InlineData("BRONTË")]
    [InlineData("bronte\u0308")]
    [InlineData("\u00A0Bro\u00ADntë\u3000heights")]
    public void Search_BeginningOfWordsInAnySpelling_FindsTheBook(string text)
    {
        Put(Books);
        Assert.Contains(Find(new() { Text = text }).Items, book => book.Author == "Emily Brontë");
    }

    [Fact]
    public void Search_WordsWithoutSpaces_AreFoundByTheirCharacters()
    {
        Put([Products.Of(Products.Draft("A") with { Title = "源氏物語" })]);
        Assert.Single(Find(new() { Text = "物語" }).Items);
        Assert.Empty(Find(new() { Text = "平家" }).Items);
        Assert.Empty(Find(new() { Text = "!?" }).Items);
    }

    [Fact]
    public void Search_ByRelevance_PrefersTheSkuThenTheTitle()
    {
        Put(
        [
            Products.Of(Products.Draft("A") with { Title = "Letters", Author = "Emma Smith" }),
            Products.Of(Products.Draft("B") with { Title = "Emma", Author = "Jane Austen" }),
            Products.Of(Products.Draft("EMMA") with { Title = "Another", Author = "Author" }),
            Products.Of(Products.Draft("C") with { Title = "Emmaus", Author = "Author" }),
        ]);
        Assert.Equal(
            ["EMMA", "B", "A", "C"],
            Skus(new() { Text = "emma", Sort = ProductSort.Relevance }).Select(sku => sku.Value));
    }

    [Fact]
    public void Search_OtherSpellingOfTheCategory_FindsItsBooks()
    {
        Put(Books);
        Assert.NotEmpty(Skus(new() { Category = "Classics" }));
        Assert.Equal(Skus(new() { Category = "Classics" }), Skus(new() { Category = " CLÁSSICS\u200B" }));
    }

    [Fact]
    public void Search_DecomposedTextOfTheGreatestLength_IsNotTooLong()
    {
        var text = string.Concat(Enumerable.Repeat("e\u0301", CatalogLimits.TextMax));
        Assert.True(_index.Search(new() { Text = text }).IsOk);
        Assert.True(_index.Search(new() { Text = text + "x" }).IsRefused);
    }

    [Fact]
    public void Categories_SpellingsOfOne_AreCountedTogetherUnderTheMostFrequent()
    {
        Put(
        [
            Products.Of(Products.Draft("C") with { Category = "POESIE" }),
            Products.Of(Products.Draft("B") with { Category = "Poésie" }),
            Products.Of(Products.Draft("A") with { Category = "Poésie" }),
        ]);
        Assert.Equal(new CategorySnapshot("Poésie", 3), Assert.Single(_index.Categories()));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(101, null)]
    [InlineData(10, "no sku")]
    [InlineData(10, "A\t1")]
    public void Search_InvalidPage_IsRefused(int limit, string? cursor) =>
        Assert.Equal(
            ErrorCode.InvalidQuery, _index.Search(new() { Limit = limit, Cursor = cursor }).Error?.Code);

    [Theory]
    [InlineData(ProductSort.Price, "A")]
    [InlineData(ProductSort.Price, "A\tx")]
    [InlineData(ProductSort.Relevance, "A\t-1")]
    [InlineData(ProductSort.Relevance, "A\t99999999999")]
    [InlineData(ProductSort.Title, "A")]
    [InlineData((ProductSort)77, null)]
    public void Search_CursorOfAnotherOrder_IsRefused(ProductSort sort, string? cursor) =>
        Assert.Equal(ErrorCode.InvalidQuery, _index.Search(new() { Sort = sort, Cursor = cursor }).Error?.Code);

    /// <summary>Every order, filter and page against a plain computation, while products change.</summary>
    [Fact]
    public void Search_RandomProductsAndQueries_AnswersAsAPlainList()
    {
        const int seed = 20261130;
        var random = new Random(seed);
        var all = new Dictionary<Sku, (ProductSnapshot Product, bool InStock)>();
        for (var round = 0; round < 12; round++)
        {
            for (var i = 0; i < 60; i++)
            {
                var sku = new Sku($"S-{random.Next(200)}");
                var version = all.TryGetValue(sku, out var known) ? known.Product.Version + 1 : 1;
                var product = RandomProduct(random, sku, version);
                var inStock = random.Next(3) > 0;
                all[sku] = (product, inStock);
                _index.Put([new IndexedProduct(product, version, inStock)]);
            }

            _index.Refresh();
            for (var i = 0; i < 40; i++)
            {
                var query = RandomQuery(random);
                Assert.True(
                    Expected(all.Values, query).SequenceEqual(Skus(query)), $"Seed {seed}, round {round}: {query}");
            }
        }
    }

    [Fact]
    public void Put_OlderReads_ReplaceNoNewerPart()
    {
        var old = Products.Of(Products.Draft("A"));
        var changed = Products.Of(Products.Draft("A") with { Category = "Other" }, version: 2);

        _index.Put([new(old, 5, true)]);
        _index.Put([new(changed, 4, false)]);
        _index.Refresh();
        _index.Put([new(old, 5, true)]);
        _index.Refresh();

        Assert.Equal(changed, Assert.Single(Find(new() { InStock = true }).Items), Products.Comparer);
        Assert.Equal(new CategorySnapshot("Other", 1), Assert.Single(_index.Categories()));

        // Read without its stock, of which the latest known counts.
        _index.Put([new(Products.Of(Products.Draft("A"), version: 3), -1, false)]);
        _index.Refresh();
        Assert.Equal(3, Assert.Single(Find(new() { InStock = true }).Items).Version);
        _index.Put([new(changed, 6, false)]);
        _index.Refresh();
        Assert.Empty(Find(new() { InStock = true }).Items);
        Assert.Equal(3, Assert.Single(Find(new()).Items).Version);
    }

    [Fact]
    public void Search_WithFacets_CountsAllPages()
    {
        Put(
        [
            Product("A", ("colour", "red"), ("size", "M")),
            Product("B", ("Colour", "Red"), ("size", "L")),
            Product("C", ("colour", "blue"), ("size", "M")),
        ]);

        var page = Find(new() { WithFacets = true, Limit = 1 });

        Assert.Equal(3, page.Total);
        Assert.Equal([null, "colour", "size"], page.Facets.Select(facet => facet.Attribute));
        Assert.Equal([new("Red", 2), new("blue", 1)], page.Facets[1].Values.AsEnumerable());
        Assert.Equal([new("M", 2), new("L", 1)], page.Facets[2].Values.AsEnumerable());
        Assert.Equal(
            ["A", "B"], Skus(new() { Attributes = [new("COLOUR", "réd")] }).Select(sku => sku.Value));
        Assert.Empty(Find(new() { Limit = 1 }).Facets);

        static ProductSnapshot Product(string sku, params (string Name, string Value)[] attributes) => Products.Of(
            Products.Draft(sku) with
            {
                Attributes = [.. attributes.Select(attribute => new ProductAttribute(attribute.Name, attribute.Value))],
            });
    }

    [Fact]
    public void Search_NotOnSale_IsFoundByStatusAlone()
    {
        Put(
        [
            Products.Of(Products.Draft("A")),
            Products.Of(Products.Draft("B")) with { Status = ProductStatus.Draft },
            Products.Of(Products.Draft("C")) with { Status = ProductStatus.Withdrawn },
        ]);
        Assert.Equal(["A"], Skus(new()).Select(sku => sku.Value));
        Assert.Equal(["A"], Skus(new() { Text = "title" }).Select(sku => sku.Value));
        Assert.Equal(["B"], Skus(new() { Status = ProductStatus.Draft }).Select(sku => sku.Value));
        Assert.Equal(["A", "B", "C"], Skus(new() { Status = null }).Select(sku => sku.Value));
    }

    private static ProductSnapshot RandomProduct(Random random, Sku sku, long version) => Products.Of(
        new()
        {
            Sku = sku,
            Title = $"{"abcd"[random.Next(4)]}é{random.Next(3)} x",
            Category = random.Next(4) == 0 ? null : $"C{random.Next(3)}",
            Group = random.Next(2) == 0 ? null : $"G{random.Next(3)}",
            Price = new(random.Next(1, 20), random.Next(4) == 0 ? Currency.Usd : Currency.Eur),
            Prices = random.Next(3) == 0 ? [new ProductPrice(new(random.Next(1, 20), Currency.Gbp))] : [],
            Attributes = random.Next(2) == 0 ? [] : [RandomSize(random)],
        },
        version) with
    {
        PublishedAt = random.Next(5) == 0 ? null : DateTimeOffset.UnixEpoch.AddSeconds(random.Next(30)),
        Status = random.Next(6) == 0 ? ProductStatus.Withdrawn : ProductStatus.Published,
    };

    private static ProductAttribute RandomSize(Random random) =>
        new("size", random.Next(3).ToString(CultureInfo.InvariantCulture));

    private static ProductQuery RandomQuery(Random random) => new()
    {
        Text = random.Next(3) == 0 ? $"{"abcd"[random.Next(4)]}e" : null,
        Category = random.Next(4) == 0 ? $"c{random.Next(3)}" : null,
        Group = random.Next(5) == 0 ? $"g{random.Next(3)}" : null,
        Attributes = random.Next(5) == 0 ? [RandomSize(random)] : [],
        Sort = Sorts[random.Next(Sorts.Length)],
        Currency = random.Next(3) switch { 0 => Currency.Usd, 1 => Currency.Gbp, _ => Currency.Eur },
        PriceMin = random.Next(3) == 0 ? random.Next(10) : null,
        PriceMax = random.Next(3) == 0 ? random.Next(20) : null,
        InStock = random.Next(3) == 0,
        Limit = random.Next(1, 9),
    };

    private static IEnumerable<Sku> Expected(
        IEnumerable<(ProductSnapshot Product, bool InStock)> all, ProductQuery query)
    {
        var isPriced = query.PriceMin is not null || query.PriceMax is not null
            || query.Sort is ProductSort.Price or ProductSort.PriceDescending;
        var matching = all
            .Where(entry => entry.Product.IsOnSale && (!query.InStock || entry.InStock))
            .Select(entry => entry.Product)
            .Where(product =>
                (query.Text is not { } text ||
                    SearchText.Fold(product.Title).StartsWith(text, StringComparison.Ordinal)) &&
                (query.Category is null || product.Category?.ToLowerInvariant() == query.Category) &&
                (query.Group is null || product.Group?.ToLowerInvariant() == query.Group) &&
                query.Attributes.All(wanted => product.Attributes.Contains(wanted)) &&
                (!isPriced || PriceOf(product) is { } price && price >= (query.PriceMin ?? 0)
                    && price <= (query.PriceMax ?? long.MaxValue)));
        var sorted = query.Sort switch
        {
            ProductSort.Title => matching.OrderBy(product => SearchText.Fold(product.Title), StringComparer.Ordinal),
            ProductSort.Newest => matching.OrderByDescending(
                product => product.PublishedAt ?? DateTimeOffset.UnixEpoch),
            ProductSort.Price => matching.OrderBy(product => PriceOf(product)),
            ProductSort.PriceDescending => matching.OrderByDescending(product => PriceOf(product)),
            _ => matching.OrderBy(_ => 0),
        };
        return sorted.ThenBy(product => product.Sku, CatalogOrder.Comparer).Select(product => product.Sku);

        long? PriceOf(ProductSnapshot product) => product.PriceIn(query.Currency)?.MinorUnits;
    }

    private void Put(IEnumerable<ProductSnapshot> products)
    {
        _index.Put(products.Select(product => new IndexedProduct(product, 1, true)));
        _index.Refresh();
    }

    private ProductPage Find(ProductQuery query) => _index.Search(query).Value!;

    private List<Sku> Skus(ProductQuery query)
    {
        var seen = new List<Sku>();
        string? cursor = null;
        do
        {
            var page = Find(query with { Cursor = cursor });
            seen.AddRange(page.Items.Select(product => product.Sku));
            cursor = page.NextCursor;
            Assert.True(cursor is not null || seen.Count == page.Total);
        }
        while (cursor is not null);

        return seen;
    }
}
