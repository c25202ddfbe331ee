namespace ShopActors.Grains.Tests.Catalog;

public sealed class ProductRulesTests
{
    private static readonly Caller Editor = Caller.Ops(new("editor"), Scopes.CatalogWrite);

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private ProductState _state = ProductState.Begin(ProductId.For(new("A")).Value);

    [Fact]
    public void Put_Draft_AddsThenReplacesAndCounts()
    {
        Assert.Null(Put(Products.Draft("B")));
        Assert.Equal((ProductId.For(new("B")), 1), (_state.Product!.Id, _state.Product.Version));
        Assert.Null(Put(Products.Draft("B") with { Title = "New" }, expectedVersion: 1));
        Assert.Equal(("New", 2), (_state.Product.Title, _state.Product.Version));
    }

    /// <summary>Null members are left out of the journal.</summary>
    [Fact]
    public void Put_WithoutAuthorAndCategory_CanBeReadAgain()
    {
        var put = Decide(Products.Draft("A") with { Author = null, Category = null }, expectedVersion: null);
        var stored = ProductState.Codec.EncodeEvent(Assert.Single(put.Events));
        var read = Assert.IsType<ProductPut>(ProductState.Codec.DecodeEvent(stored.Span)).Product;
        Assert.Equal((null, null, new Sku("A")), (read.Author, read.Category, read.Sku));
    }

    [Fact]
    public void Put_WhatIsThere_ChangesNothingEvenWithAStaleVersion()
    {
        Put(Products.Draft("A"));
        Put(Products.Draft("A") with { Title = "New" });
        Assert.Null(Put(Products.Draft("A") with { Title = "New" }, expectedVersion: 1));
        Assert.Equal(2, _state.Product!.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Put_OtherVersion_IsRefusedWithTheOneThatIs(long expectedVersion)
    {
        Put(Products.Draft("A"));
        Put(Products.Draft("A") with { Title = "New" });
        var refused = Decide(Products.Draft("A") with { Title = "Newer" }, expectedVersion).Error!;
        Assert.Equal(ErrorCode.StaleVersion, refused.Code);
        Assert.Equal("2", refused.Details["currentVersion"]);
    }

    [Fact]
    public void Put_VersionOfAProductThatIsNot_IsRefused() =>
        Assert.Equal(ErrorCode.StaleVersion, Put(Products.Draft("A"), expectedVersion: 1));

    [Fact]
    public void Publish_AtATime_IsDoneByTheWakeUpThatIsDue()
    {
        Apply(ProductRules.Create(_state, new("create"), Editor, Products.Draft("A"), isDraft: true, Now));
        var at = Now + TimeSpan.FromDays(2);
        Apply(ProductRules.Publish(_state, new("publish"), Editor, at, default, Now));
        Assert.Equal(
            (ProductStatus.Draft, at, 2),
            (_state.Product!.Status, _state.Product.PublishAt, _state.Product.Version));

        Apply(ProductRules.Wake(_state, at - TimeSpan.FromSeconds(1)));
        Assert.False(_state.Product.IsOnSale);
        Apply(ProductRules.Wake(_state, at));
        Assert.True(_state.Product.IsOnSale);
        Assert.Null(_state.Product.PublishAt);
        Assert.True(ProductRules.Wake(_state, at).Events.IsEmpty);
    }

    [Fact]
    public void Prices_OfSeveralCurrencies_AreEachTheirOwn()
    {
        Put(Products.Draft("A") with { Prices = [new(new(700, Currency.Usd)), new(new(90, Currency.Parse("JPY")))] });
        Assert.Equal(new Money(500, Currency.Eur), _state.Product!.PriceIn(Currency.Eur));
        Assert.Equal(new Money(700, Currency.Usd), _state.Product.PriceIn(Currency.Usd));
        Assert.Null(_state.Product.PriceIn(Currency.Gbp));
        Assert.Null(_state.Product.PriceIn(null));
    }

    [Fact]
    public void PlannedPrices_BeginInTheirOrderAndOnlyTheirOwnCurrency()
    {
        var (monday, friday) = (Now + TimeSpan.FromDays(1), Now + TimeSpan.FromDays(5));
        Apply(ProductRules.Create(
            _state,
            new("create"),
            Editor,
            Products.Draft("A") with
            {
                Prices = [new(new(700, Currency.Usd))],
                PlannedPrices =
                [
                    new(friday, new(500, Currency.Eur)),
                    new(monday, new(400, Currency.Eur), new(500, Currency.Eur)),
                    new(monday, new(600, Currency.Usd)),
                    new(friday, new(1, Currency.Gbp)),
                ],
            },
            isDraft: false,
            Now));
        Assert.Equal(monday, _state.Product!.ChangesAt);
        Assert.True(ProductRules.Wake(_state, monday - TimeSpan.FromSeconds(1)).Events.IsEmpty);

        Apply(ProductRules.Wake(_state, monday));
        Assert.Equal(
            (400, 500, 600), (Price(Currency.Eur), _state.Product.CompareAt?.MinorUnits, Price(Currency.Usd)));
        Assert.Null(Price(Currency.Gbp));
        Assert.Equal(friday, _state.Product.ChangesAt);

        Apply(ProductRules.Wake(_state, friday + TimeSpan.FromDays(1)));
        Assert.Equal((500, null, 600), (Price(Currency.Eur), _state.Product.CompareAt, Price(Currency.Usd)));
        Assert.Equal(1, Price(Currency.Gbp));
        Assert.Null(_state.Product.ChangesAt);
        Assert.Equal(3, _state.Product.Version);

        long? Price(Currency currency) => _state.Product!.PriceIn(currency)?.MinorUnits;
    }

    [Fact]
    public void PlannedPrice_OfThePast_BeginsAtOnceAndPuttingItAgainChangesNothing()
    {
        var draft = Products.Draft("A") with { PlannedPrices = [new(Now, new(400, Currency.Eur))] };
        Put(draft);
        Assert.Equal((400, 1), (_state.Product!.Price.MinorUnits, _state.Product.Version));
        Put(draft);
        Assert.Equal(1, _state.Product.Version);
    }

    [Fact]
    public void PlannedPublication_AndPrice_AreDoneAtTheirOwnTimes()
    {
        Apply(ProductRules.Create(
            _state,
            new("create"),
            Editor,
            Products.Draft("A") with { PlannedPrices = [new(Now + TimeSpan.FromDays(3), new(1, Currency.Eur))] },
            isDraft: true,
            Now));
        Apply(ProductRules.Publish(_state, new("publish"), Editor, Now + TimeSpan.FromDays(2), default, Now));
        Assert.Equal(Now + TimeSpan.FromDays(2), _state.Product!.ChangesAt);
        Apply(ProductRules.Wake(_state, Now + TimeSpan.FromDays(2)));
        Assert.Equal((true, 500), (_state.Product.IsOnSale, _state.Product.Price.MinorUnits));
        Assert.Equal(Now + TimeSpan.FromDays(3), _state.Product.ChangesAt);
        Assert.Equal(Now + TimeSpan.FromDays(2), _state.Product.PublishedAt);
    }

    [Fact]
    public void Change_OfPartsThatAreLists_ReplacesOrRemovesThem()
    {
        Apply(ProductRules.Create(
            _state,
            new("create"),
            Editor,
            Products.Draft("A") with
            {
                CompareAt = new(900, Currency.Eur),
                Group = "SHIRT",
                Attributes = [new("size", "M"), new("colour", "red")],
                Images = [new("https://shop.example/a.jpg", "A shirt")],
            },
            isDraft: false,
            Now));
        Assert.Equal(["colour", "size"], _state.Product!.Attributes.Select(attribute => attribute.Name));
        Apply(ProductRules.Change(
            _state,
            new("change"),
            Editor,
            new() { CompareAt = new(0, Currency.Eur), Group = "", Attributes = [], Images = [] },
            new(1),
            Now));
        Assert.Equal((null, null), (_state.Product.CompareAt, _state.Product.Group));
        Assert.Empty(_state.Product.Attributes);
        Assert.Empty(_state.Product.Images);
    }

    [Fact]
    public void Put_InvalidPricesAttributesOrImages_AreNamed()
    {
        var usd = new ProductPrice(new(700, Currency.Usd));
        var later = new PlannedPrice(Now, new(1, Currency.Usd));
        AssertInvalid("compareAtPrice", Products.Draft("A") with { CompareAt = new(500, Currency.Eur) });
        AssertInvalid("compareAtPrice", Products.Draft("A") with { CompareAt = new(900, Currency.Usd) });
        AssertInvalid("prices", Products.Draft("A") with { Prices = [new(new(1, Currency.Eur))] });
        AssertInvalid("prices", Products.Draft("A") with { Prices = [usd, usd] });
        AssertInvalid("prices", Products.Draft("A") with { Prices = [new(new(0, Currency.Usd))] });
        AssertInvalid("plannedPrices", Products.Draft("A") with { PlannedPrices = [later, later] });
        AssertInvalid("group", Products.Draft("A") with { Group = new string('x', 65) });
        AssertInvalid("attributes", Products.Draft("A") with { Attributes = [new("a", "1"), new("Á", "2")] });
        AssertInvalid("attributes", Products.Draft("A") with { Attributes = [new("a:b", "1")] });
        AssertInvalid("attributes", Products.Draft("A") with { Attributes = [new("a", "1;2")] });
        AssertInvalid("attributes", Products.Draft("A") with { Attributes = [new("a", " ")] });
        string[] urls = ["http://shop.example/a.jpg", "javascript:alert(1)", "/images/x", "a.jpg", "https:"];
        foreach (var url in urls)
        {
            AssertInvalid("images", Products.Draft("A") with { Images = [new(url)] });
        }
    }

    [Fact]
    public void Command_Repeated_ChangesNothingAndWithOtherContentIsRefused()
    {
        var draft = Products.Draft("A");
        Apply(ProductRules.Create(_state, new("create"), Editor, draft, isDraft: false, Now));
        Apply(ProductRules.Change(_state, new("change"), Editor, new() { Title = "New" }, new(1), Now));

        // Also when the version that it was based on is long gone.
        Assert.True(ProductRules.Create(_state, new("create"), Editor, draft, isDraft: false, Now).IsRepeat);
        Assert.True(
            ProductRules.Change(_state, new("change"), Editor, new() { Title = "New" }, new(1), Now).IsRepeat);
        Assert.Equal(
            ErrorCode.IdempotencyKeyReused,
            ProductRules.Change(_state, new("change"), Editor, new() { Title = "Newer" }, new(1), Now).Error?.Code);
        Assert.Equal(
            ErrorCode.ProductExists,
            ProductRules.Create(_state, new("other"), Editor, draft, isDraft: false, Now).Error?.Code);
        Assert.Equal(2, _state.Product!.Version);
    }

    [Fact]
    public void Withdraw_WhatIsPlanned_IsNotPublishedLater()
    {
        Apply(ProductRules.Create(_state, new("create"), Editor, Products.Draft("A"), isDraft: true, Now));
        Apply(ProductRules.Publish(_state, new("publish"), Editor, Now + TimeSpan.FromDays(2), default, Now));
        Apply(ProductRules.Withdraw(_state, new("withdraw"), Editor, default, Now));
        Assert.True(ProductRules.Wake(_state, Now + TimeSpan.FromDays(3)).Events.IsEmpty);
        Assert.Equal(ProductStatus.Withdrawn, _state.Product!.Status);
    }

    [Fact]
    public void Put_InvalidField_NamesIt()
    {
        AssertInvalid("title", Products.Draft("A") with { Title = " " });
        AssertInvalid("author", Products.Draft("A") with { Author = new string('x', 201) });
        AssertInvalid("category", Products.Draft("A") with { Category = "a\nb" });
        AssertInvalid("title", Products.Draft("A") with { Title = "\u200B\u00AD" });
        AssertInvalid("author", Products.Draft("A") with { Author = "a\u202Eb" });
        AssertInvalid("price", Products.Draft("A", price: 0));
        AssertInvalid("price", Products.Draft("A") with { Price = new(5, default) });
        AssertInvalid("sku", Products.Draft("A") with { Sku = default });
    }

    [Fact]
    public void Put_DecomposedTextsWithSpaces_AreStoredComposedAndTrimmed()
    {
        var draft = Products.Draft("A");
        Assert.Null(Put(draft with { Title = " Cafe\u0301 ", Author = "Bronte\u0308", Category = "Poe\u0301sie" }));
        var stored = _state.Product!;
        Assert.Equal(("Café", "Brontë", "Poésie"), (stored.Title, stored.Author, stored.Category));
        Assert.Null(Put(draft with { Title = "Café", Author = "Brontë", Category = "Poésie" }, expectedVersion: 0));
    }

    [Fact]
    public void Put_SkuThatLeadsToAnotherKey_IsRefused()
    {
        var decision = ProductRules.Put(
            ProductState.Begin(ProductId.For(new("B")).Value), Editor, Products.Draft("A"), null, Now);
        Assert.Equal(ErrorCode.InvalidProduct, decision.Error?.Code);
    }

    [Fact]
    public void Put_WithoutTheScope_IsForbidden()
    {
        var decision = ProductRules.Put(_state, Caller.Anonymous, Products.Draft("A"), null, Now);
        Assert.Equal(ErrorCode.Forbidden, decision.Error?.Code);
    }

    [Fact]
    public void Seed_HasEnoughValidBooks()
    {
        var books = SeedBook.ReadAll();
        Assert.True(books.Count >= 200);
        Assert.Equal(books.Count, books.Select(book => book.Sku).Distinct().Count());
        Assert.All(books, book => Assert.InRange(book.Stock, 1, StockLimits.OnHandMax));
        Assert.All(books, book => Assert.Null(Decide(book.ToDraft()).Error));
    }

    private void AssertInvalid(string field, ProductDraft draft)
    {
        var error = ProductRules.Put(_state, Editor, draft, null, Now).Error!;
        Assert.Equal((ErrorCode.InvalidProduct, field), (error.Code, error.Details["fields"]));
    }

    private Decision<ProductEvent> Decide(ProductDraft draft, long? expectedVersion = null)
    {
        if (_state.Product is null) _state = ProductState.Begin(ProductId.For(draft.Sku).Value);
        return ProductRules.Put(_state, Editor, draft, expectedVersion, Now);
    }

    private ErrorCode? Put(ProductDraft draft, long? expectedVersion = null)
    {
        var decision = Decide(draft, expectedVersion);
        foreach (var e in decision.Events)
        {
            var codec = ProductState.Codec;
            _state = _state.Apply(codec.DecodeEvent(codec.EncodeEvent(e).Span));
        }

        return decision.Error?.Code;
    }

    private void Apply(Decision<ProductEvent> decision)
    {
        Assert.Null(decision.Error);
        foreach (var e in decision.Events) _state = _state.Apply(e);
    }
}
