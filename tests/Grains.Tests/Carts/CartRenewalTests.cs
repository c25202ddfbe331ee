using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Carts;

/// <summary>A cart that has expired or was merged is begun anew by its creation.</summary>
public sealed class CartRenewalTests
{
    private readonly CartDriver _cart = CartDriver.Created();
    private readonly CartId _target = new CartDriver(2).State.Id;

    [Fact]
    public void Create_OfAnExpiredCart_BeginsItAnewAndKeepsReplies()
    {
        _cart.Add("S1", 2, "old");
        var version = _cart.State.Version;
        _cart.Now += CartLimits.TimeToLive;
        _cart.Price("USD", 100, Currency.Usd);
        Assert.Null(_cart.Create("anew", Currency.Usd));
        _cart.Restart();
        Assert.Equal((version + 1, CartStatus.Open), (_cart.State.Version, _cart.State.Status));
        Assert.Empty(_cart.State.Lines);
        Assert.Equal(_cart.Now + CartLimits.TimeToLive, _cart.State.ExpiresAt);
        Assert.Equal(Currency.Usd, _cart.State.ToSnapshot().Total.Currency);
        Assert.Null(_cart.Add("USD", 1));

        Assert.Null(_cart.Add("S1", 2, "old"));
        Assert.True(_cart.State.Replies.TryGet(new("old"), out var reply));
        Assert.Equal(new Money(202, Currency.Eur), _cart.State.ToSnapshot(reply).Total);
    }

    [Fact]
    public void Create_OfALivingCart_ChangesNothing()
    {
        _cart.Add("S1", 2);
        var version = _cart.State.Version;
        Assert.Null(_cart.Create("again"));
        _cart.Lock(OrderId.For(CartDriver.Guest.Id, "k"));
        _cart.Now += CartLimits.TimeToLive;
        Assert.Null(_cart.Create("during-the-checkout"));
        Assert.Equal((version + 1, CartStatus.Locked), (_cart.State.Version, _cart.State.Status));
    }

    [Fact]
    public void Create_Repeated_BeginsAnewOnce()
    {
        _cart.Now += CartLimits.TimeToLive;
        Assert.Null(_cart.Create("anew"));
        _cart.Add("S1", 1);
        Assert.Null(_cart.Create("anew"));
        Assert.Equal(1, _cart.QuantityOf("S1"));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, _cart.Create("anew", Currency.Usd));
    }

    [Fact]
    public void Create_OfAnExpiredCart_DelaysItsDeletion()
    {
        var before = ((IJournalState<CartState, CartEvent>)_cart.State).DeletedAt;
        _cart.Now += CartLimits.TimeToLive;
        _cart.Create();
        Assert.Equal(before + CartLimits.TimeToLive, ((IJournalState<CartState, CartEvent>)_cart.State).DeletedAt);
    }

    [Fact]
    public void Seal_RepeatedAfterTheCartWasBegunAnew_GetsTheSealedContent()
    {
        _cart.Add("S1", 3);
        Assert.Null(Seal("m"));
        Assert.Null(_cart.Create());
        _cart.Add("S2", 1);
        _cart.Restart();
        var version = _cart.State.Version;
        Assert.Null(Seal("m"));
        var content = _cart.State.ToSnapshot(_target, new("m"));
        Assert.Equal(("S1", 3), (content.Lines[0].Sku.Value, Assert.Single(content.Lines).Quantity));
        Assert.Equal(new Money(303, Currency.Eur), content.Total);
        Assert.Equal((version, 1), (_cart.State.Version, _cart.QuantityOf("S2")));

        Assert.Null(Settle("m"));
        Assert.Empty(_cart.State.EarlierSeals);
        Assert.Equal(ErrorCode.CartMerged, Seal("m"));
        Assert.Equal((version, CartStatus.Open), (_cart.State.Version, _cart.State.Status));
    }

    [Fact]
    public void Create_AfterManySettledMerges_Succeeds()
    {
        for (var i = 0; i < 3 * CartLimits.EndedMergesKept; i++)
        {
            _cart.Add("S1", 1);
            Assert.Null(Seal($"m{i}"));
            Assert.Null(Settle($"m{i}"));
            Assert.Null(_cart.Create());
        }

        Assert.Equal(CartLimits.EndedMergesKept, _cart.State.EndedMerges.Length);
        Assert.Empty(_cart.State.EarlierSeals);
    }

    [Fact]
    public void Create_WithTooManySealsThatMayBeNeeded_IsRefusedUntilOneIsSettledOrExpired()
    {
        for (var i = 0; i <= CartLimits.EarlierSealsMax; i++)
        {
            _cart.Add("S1", 1);
            Assert.Null(Seal($"m{i}"));
            if (i < CartLimits.EarlierSealsMax) Assert.Null(_cart.Create());
        }

        Assert.Equal(ErrorCode.CartMerged, _cart.Create());
        var full = _cart.State;
        Assert.Null(Settle("m1"));
        Assert.Null(_cart.Create());
        var other = new CartDriver { Now = _cart.Now + CartLimits.TimeToLive };
        Assert.Null(other.Run(CartRules.Create(
            full, new("late"), CartDriver.Guest, Currency.Eur, null, other.Now)));
    }

    [Fact]
    public void Reopen_OfASealWhoseCartWasBegunAnew_AddsItsLinesOnce()
    {
        _cart.Add("S1", 3);
        _cart.Add("S2", 1);
        Seal("m");
        _cart.Create();
        _cart.Add("S1", 2);
        Assert.Null(Reopen("m"));
        Assert.Null(Reopen("m"));
        _cart.Restart();
        Assert.Equal((5, 1), (_cart.QuantityOf("S1"), _cart.QuantityOf("S2")));
        Assert.Empty(_cart.State.EarlierSeals);
    }

    [Fact]
    public void Reopen_DuringACheckout_KeepsTheLinesFromBeingCleared()
    {
        _cart.Add("S1", 3);
        Seal("m");
        _cart.Create();
        _cart.Add("S1", 2);
        var order = OrderId.For(CartDriver.Guest.Id, "k");
        _cart.Lock(order);
        Reopen("m");
        _cart.Clear(order);
        Assert.Equal(3, _cart.QuantityOf("S1"));
    }

    [Fact]
    public void Reopen_InAnotherCurrencyOrWhileSealedAgain_WaitsForACartThatFits()
    {
        _cart.Add("S1", 3);
        Seal("m1");
        _cart.Create(currency: Currency.Usd);
        Reopen("m1");
        Assert.Empty(_cart.State.Lines);
        Seal("m2");
        _cart.Create();
        Assert.Equal(3, _cart.QuantityOf("S1"));
        Assert.Equal("m2", Assert.Single(_cart.State.EarlierSeals).Seal.Operation.Value);
    }

    private ErrorCode? Seal(string operation) =>
        _cart.Run(MergeRules.Seal(_cart.State, _target, new(operation), CartDriver.Guest, _cart.Now));

    private ErrorCode? Reopen(string operation) =>
        _cart.Run(MergeRules.Reopen(_cart.State, _target, new(operation), _cart.Now));

    private ErrorCode? Settle(string operation) =>
        _cart.Run(MergeRules.Settle(_cart.State, _target, new(operation), _cart.Now));
}
