using System.Globalization;
using ShopActors.Grains.Tests.Checkout;
using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Carts;

public sealed class CartRulesTests
{
    [Theory]
    [InlineData("2030-01-01T00:00:00Z", "2030-01-03T00:00:00Z")]
    [InlineData("2030-01-01T23:59:59Z", "2030-01-03T00:00:00Z")]
    [InlineData("2030-01-02T00:00:00Z", "2030-01-04T00:00:00Z")]
    public void DeletedAt_ExpiredCart_IsTheEndOfTheNextDay(string expiresAt, string expected) => Assert.Equal(
        DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
        ((IJournalState<CartState, CartEvent>)new CartState
        {
            Id = Shopping.CartOf(1),
            ExpiresAt = DateTimeOffset.Parse(expiresAt, CultureInfo.InvariantCulture),
        }).DeletedAt);

    [Fact]
    public void Add_SameSkuTwice_IsOneLineWithBothQuantities()
    {
        var cart = CartDriver.Created();
        Assert.Null(cart.Add("S1", 2));
        Assert.Null(cart.Add("S1", 3));
        Assert.Equal(5, Assert.Single(cart.State.Lines).Quantity);
        Assert.Equal(new Money(505, Currency.Eur), cart.State.ToSnapshot().Total);
    }

    [Fact]
    public void Add_SameSkuWithOtherMetadata_IsALineOfItsOwn()
    {
        var cart = CartDriver.Created();
        Assert.Null(cart.Add("S1", 1, engraving: "Anna"));
        Assert.Null(cart.Add("S1", 2, engraving: "Ben"));
        Assert.Null(cart.Add("S1", 1));
        Assert.Null(cart.Add("S1", 3, engraving: " Anna "));
        cart.Restart();
        Assert.Equal([4, 2, 1], cart.State.Lines.Select(line => line.Quantity));
        Assert.Equal("Ben", cart.State.FindLine(cart.Line("S1", "Ben"))!.Metadata["engraving"]);
    }

    [Fact]
    public void Limits_OfOneSku_CountAllItsLines()
    {
        var cart = CartDriver.Created();
        cart.Available = 5;
        Assert.Null(cart.Add("S1", 3, engraving: "Anna"));
        Assert.Equal(ErrorCode.InsufficientStock, cart.Add("S1", 3, engraving: "Ben"));
        Assert.Equal("6", cart.LastError?.Details["requested"]);
        Assert.Null(cart.Add("S1", 2, engraving: "Ben"));
        Assert.Equal(ErrorCode.InsufficientStock, cart.Set(cart.Line("S1", "Ben"), 3));
        cart.Available = 10_000;
        Assert.Equal(ErrorCode.QuantityOutOfRange, cart.Add("S1", 995));
        Assert.Equal(ErrorCode.QuantityOutOfRange, cart.Set(cart.Line("S1", "Ben"), 997));
        Assert.Null(cart.Set(cart.Line("S1", "Ben"), 996));
        var view = CartView.Present(cart.State, cart.Offer(), new Dictionary<Sku, long> { [new("S1")] = 998 });
        Assert.Equal(["999", "999"], view.Warnings.Select(warning => warning.Details["requested"]));
    }

    [Fact]
    public void Create_WithMetadata_KeepsItAsStored()
    {
        var cart = new CartDriver();
        Assert.Equal(ErrorCode.InvalidMetadata, Create(cart, "a\nb"));
        Assert.Null(Create(cart, " gift "));
        cart.Restart();
        Assert.Equal("gift", cart.State.ToSnapshot().Metadata["engraving"]);
        Assert.Null(Create(cart, " gift "));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, Create(cart, "other"));

        static ErrorCode? Create(CartDriver cart, string text) => cart.Run(CartRules.Create(
            cart.State, new("create"), CartDriver.Guest, Currency.Eur, CartDriver.Engraved(text), cart.Now));
    }

    [Fact]
    public void Add_SameOperationTwice_CountsOnceAndGetsTheFirstAnswer()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2, "op");
        var first = Answer(cart, "op");
        cart.Add("S2", 1);
        Assert.Null(cart.Add("S1", 2, "op"));
        cart.Restart();
        Assert.Equivalent(first, Answer(cart, "op"), strict: true);
        Assert.Equal(2, cart.QuantityOf("S1"));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, cart.Add("S1", 3, "op"));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, cart.Remove("S1", "op"));
    }

    [Fact]
    public void Operation_OlderThanTheKeptReplies_StillCountsOnce()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 1, "first");
        for (var i = 0; i < CartLimits.RepliesKept + 20; i++) cart.Set("S1", 1 + i, $"op{i}");
        cart.Restart();
        var version = cart.State.Version;
        Assert.Null(cart.Add("S1", 1, "first"));
        Assert.Equal(version, cart.State.Version);
        Assert.Equal(version, Answer(cart, "first").Version);
    }

    [Fact]
    public void Replies_BeyondTheBound_AreForgottenOldestFirst()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 1);
        for (var i = 0; i < CartLimits.OperationsKept + 10; i++) cart.Set("S1", 1 + i % 900, $"op{i}");
        Assert.Equal(CartLimits.OperationsKept, cart.State.Replies.Count);
        Assert.False(cart.State.Replies.TryGet(new("op9"), out _));
        Assert.True(cart.State.Replies.TryGet(new("op10"), out _));
        cart.Restart();
        Assert.Equal(CartLimits.OperationsKept, cart.State.Replies.Count);
    }

    [Fact]
    public void AnyCommand_OfAStranger_FindsNothing()
    {
        var cart = CartDriver.Created();
        Assert.Equal(ErrorCode.CartNotFound, cart.Add("S1", 1, caller: CartDriver.Stranger));
        Assert.Equal(ErrorCode.CartNotFound, cart.Add("S1", 1, caller: Caller.Anonymous));
        Assert.Equal(ErrorCode.CartNotFound, CartRules.CheckVisible(cart.State, CartDriver.Stranger, cart.Now)?.Code);
        Assert.Equal(ErrorCode.CartNotFound, cart.Run(CartRules.Create(
            cart.State, new("create"), CartDriver.Stranger, Currency.Eur, null, cart.Now)));
        Assert.Equal(ErrorCode.CartNotFound, new CartDriver().Add("S1", 1));
        Assert.Equal(ErrorCode.Unauthenticated, new CartDriver().Run(CartRules.Create(
            new CartDriver().State, new("create"), Caller.Anonymous, Currency.Eur, null, cart.Now)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void Add_QuantityOutOfRange_IsRefused(int quantity)
    {
        var cart = CartDriver.Created();
        Assert.Equal(ErrorCode.QuantityOutOfRange, cart.Add("S1", quantity));
        cart.Add("S1", CartLimits.QuantityMax);
        Assert.Equal(ErrorCode.QuantityOutOfRange, cart.Add("S1", 1));
        Assert.Equal(ErrorCode.QuantityOutOfRange, cart.Set("S1", quantity));
    }

    [Fact]
    public void Add_MoreThanAvailable_IsRefusedWithNumbers()
    {
        var cart = CartDriver.Created();
        cart.Available = 3;
        Assert.Null(cart.Add("S1", 2));
        Assert.Equal(ErrorCode.InsufficientStock, cart.Add("S1", 2));
        Assert.Equal("4", cart.LastError?.Details["requested"]);
        Assert.Equal("3", cart.LastError?.Details["available"]);
    }

    [Fact]
    public void Set_TowardsTheStock_IsAllowedWithAWarningWhileAboveIt()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 3);
        cart.Available = 1;
        Assert.Null(cart.Set("S1", 2, "op"));
        cart.Restart();
        var warning = Assert.Single(Answer(cart, "op").Warnings);
        Assert.Equal((CartWarning.InsufficientStock, cart.Line("S1")), (warning.Code, warning.Line));
        Assert.Equal(("2", "1"), (warning.Details["requested"], warning.Details["available"]));
        Assert.Null(cart.Set("S1", 2));
        Assert.Equal(ErrorCode.InsufficientStock, cart.Set("S1", 3));
        Assert.Null(cart.Set("S1", 1, "last"));
        Assert.Empty(Answer(cart, "last").Warnings);
    }

    [Fact]
    public void Add_UnknownSku_IsRefused() =>
        Assert.Equal(ErrorCode.SkuNotFound, CartDriver.Created().Add("NOPE", 1));

    [Fact]
    public void Add_OtherCurrency_IsRefused()
    {
        var cart = CartDriver.Created();
        cart.Price("USD", 100, Currency.Usd);
        Assert.Equal(ErrorCode.CurrencyMismatch, cart.Add("USD", 1));
    }

    [Fact]
    public void Add_OneLineTooMany_IsRefused()
    {
        var cart = CartDriver.Created();
        for (var i = 0; i < CartLimits.LinesMax; i++) Assert.Null(cart.Add($"S{i}", 1));
        Assert.Equal(ErrorCode.TooManyLines, cart.Add("S120", 1));
        Assert.Null(cart.Add("S5", 1));
    }

    [Fact]
    public void Add_Metadata_IsStoredComposedAndTrimmed()
    {
        var cart = CartDriver.Created();
        var metadata = ImmutableDictionary<string, string>.Empty.Add(" fu\u0308r ", " Zoe\u0308 ").Add("x", "");
        Assert.Null(Add(cart, metadata));
        var stored = cart.State.Lines[0].Metadata;
        Assert.Equal(("Zoë", "", 2), (stored["für"], stored["x"], stored.Count));
    }

    [Theory]
    [InlineData("note", "a\nb")]
    [InlineData("note", "a\u202Eb")]
    [InlineData("no\u0000te", "a")]
    [InlineData(" \u200B", "a")]
    [InlineData("e\u0301", "another spelling")]
    [InlineData("null", null)]
    public void Add_MetadataThatCannotBeShown_IsRefusedByName(string name, string? value)
    {
        var cart = CartDriver.Created();
        var metadata = ImmutableDictionary<string, string>.Empty.Add("é", "a").Add(name, value!);
        Assert.Equal(ErrorCode.InvalidMetadata, Add(cart, metadata));
    }

    [Fact]
    public void Add_MetadataTooLarge_IsRefused()
    {
        var cart = CartDriver.Created();
        var tooLong = ImmutableDictionary<string, string>.Empty
            .Add("note", new string('x', CartLimits.MetadataTextMax + 1));
        var tooMany = Enumerable.Range(0, CartLimits.MetadataMax + 1).ToImmutableDictionary(i => $"k{i}", _ => "v");
        foreach (var metadata in new[] { tooLong, tooMany })
        {
            Assert.Equal(ErrorCode.InvalidMetadata, Add(cart, metadata));
        }
    }

    [Fact]
    public void Command_AfterAPriceChange_RefreshesOtherLinesAndSaysSo()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2);
        cart.Price("S1", 150);
        cart.Add("S2", 1, "op");
        var answer = Answer(cart, "op");
        Assert.Equal(2 * 150 + 102, answer.Total.MinorUnits);
        var warning = Assert.Single(answer.Warnings);
        Assert.Equal(CartWarning.PriceChanged, warning.Code);
        Assert.Equal("101", warning.Details["old"]);
        Assert.Equal("150", warning.Details["new"]);
    }

    [Fact]
    public void View_PriceChangedProductGoneStockShort_WarnsOfEach()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2);
        cart.Add("S2", 5);
        cart.Add("S3", 1);
        cart.Price("S1", 90);
        cart.Withdraw("S3");
        var view = CartView.Present(cart.State, cart.Offer(), new Dictionary<Sku, long> { [new("S2")] = 4 });
        Assert.Equal(
            [CartWarning.PriceChanged, CartWarning.InsufficientStock, CartWarning.ProductGone],
            view.Warnings.Select(warning => warning.Code));
        Assert.Equal(2 * 90 + 5 * 102 + 103, view.Total.MinorUnits);
        Assert.Equal(3, cart.State.Lines.Length);
    }

    [Fact]
    public void Cart_AfterItsTime_IsExpiredUnlessACheckoutRuns()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 1);
        cart.Now += CartLimits.TimeToLive - TimeSpan.FromMilliseconds(1);
        Assert.Null(cart.Add("S1", 1));
        var order = OrderId.For(CartDriver.Guest.Id, "k");
        Assert.Null(cart.Lock(order));
        cart.Now += CartLimits.TimeToLive + TimeSpan.FromDays(1);
        Assert.Null(CartRules.CheckVisible(cart.State, CartDriver.Guest, cart.Now));
        Assert.Null(cart.Unlock(order));
        cart.Now += CartLimits.TimeToLive;
        Assert.Equal(ErrorCode.CartExpired, cart.Add("S1", 1));
    }

    [Fact]
    public void Remove_UnknownLine_IsRefused()
    {
        var cart = CartDriver.Created();
        Assert.Equal(ErrorCode.LineNotFound, cart.Remove("S1"));
        Assert.Equal(ErrorCode.LineNotFound, cart.Set("S1", 2));
        cart.Add("S1", 1);
        Assert.Null(cart.Remove("S1", "op"));
        Assert.Null(cart.Remove("S1", "op"));
        Assert.Empty(cart.State.Lines);
    }

    [Fact]
    public void Snapshot_OfTheLargestCart_StaysSmall()
    {
        var cart = CartDriver.Created();
        var metadata = Enumerable.Range(0, CartLimits.MetadataMax).ToImmutableDictionary(
            i => new string('k', CartLimits.MetadataTextMax - 1) + i, _ => new string('v', CartLimits.MetadataTextMax));
        for (var i = 0; i < CartLimits.LinesMax; i++)
        {
            var item = new AddCartItem { Sku = new($"S{i}"), Quantity = 1, Metadata = metadata };
            cart.Run(CartRules.Add(cart.State, new($"add{i}"), CartDriver.Guest, item, VersionMatch.Any, cart.Offer(),
                cart.Now));
        }

        for (var i = 0; i < CartLimits.OperationsKept; i++) cart.Set($"S{i % 100}", 2 + i / 100);
        Assert.InRange(cart.Snapshot().Length, 1, 1024 * 1024);
    }

    private static CartSnapshot Answer(CartDriver cart, string operation)
    {
        Assert.True(cart.State.Replies.TryGet(new(operation), out var reply));
        return cart.State.ToSnapshot(reply);
    }

    private static ErrorCode? Add(CartDriver cart, ImmutableDictionary<string, string> metadata) =>
        cart.Run(CartRules.Add(
            cart.State,
            new("op"),
            CartDriver.Guest,
            new() { Sku = new("S1"), Quantity = 1, Metadata = metadata },
            VersionMatch.Any,
            cart.Offer(),
            cart.Now));
}
