namespace ShopActors.Grains.Tests.Carts;

public sealed class CheckoutRulesTests
{
    private static readonly OrderId First = OrderId.For(new("p"), "1");
    private static readonly OrderId Second = OrderId.For(new("p"), "2");

    [Fact]
    public void Lock_Cart_FreezesPresentPricesForTheOrder()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2);
        cart.Price("S1", 500);
        var version = cart.State.Version;
        Assert.Null(cart.Lock(First, version));
        cart.Price("S1", 900);
        Assert.Null(cart.Lock(First, version));
        cart.Restart();
        var locked = cart.State.Lock!;
        Assert.Equal(1000, locked.Total.MinorUnits);
        Assert.Equal(version, locked.Version);
        Assert.Equal(CartDriver.Guest.Id, locked.Owner);
        Assert.Equal(CartStatus.Locked, cart.State.ToSnapshot().Status);
    }

    [Fact]
    public void Lock_StaleEmptyOrForeignCart_IsRefused()
    {
        var cart = CartDriver.Created();
        Assert.Equal(ErrorCode.CheckoutIncomplete, cart.Lock(First));
        cart.Add("S1", 2);
        Assert.Equal(ErrorCode.StaleVersion, cart.Lock(First, cart.State.Version - 1));
        Assert.Equal(ErrorCode.CartNotFound, cart.Lock(First, caller: CartDriver.Stranger));
        cart.Withdraw("S1");
        Assert.Equal(ErrorCode.ProductGone, cart.Lock(First));
        Assert.Equal("S1", cart.LastError?.Details["skus"]);
    }

    [Fact]
    public void LockedCart_RefusesOtherCallers()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2);
        cart.Lock(First);
        Assert.Equal(ErrorCode.CartLocked, cart.Add("S1", 1));
        Assert.Equal(ErrorCode.CartLocked, cart.Remove("S1"));
        Assert.Equal(ErrorCode.CartLocked, cart.Lock(Second));
        Assert.Equal(First.Value, cart.LastError?.Details["orderId"]);
    }

    [Fact]
    public void Unlock_BeforeLock_TurnsTheLateLockAway()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2);
        Assert.Null(cart.Unlock(First));
        Assert.Equal(ErrorCode.CheckoutEnded, cart.Lock(First));
        Assert.Null(cart.Lock(Second));
    }

    [Fact]
    public void Unlock_OfAnotherOrder_LeavesTheLock()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2);
        cart.Lock(First);
        Assert.Null(cart.Unlock(Second));
        Assert.Equal(First, cart.State.Lock?.Order);
        Assert.Null(cart.Clear(Second));
        Assert.Equal(2, cart.QuantityOf("S1"));
    }

    [Fact]
    public void Clear_Repeated_EmptiesOnceAndKeepsWhatCameAfterwards()
    {
        var cart = CartDriver.Created();
        cart.Add("S1", 2);
        cart.Lock(First);
        Assert.Null(cart.Clear(First));
        Assert.Empty(cart.State.Lines);
        Assert.Null(cart.Add("S2", 1));
        Assert.Null(cart.Clear(First));
        Assert.Null(cart.Unlock(First));
        Assert.Equal(1, cart.QuantityOf("S2"));
        Assert.Equal(ErrorCode.CheckoutEnded, cart.Lock(First));
    }

    [Fact]
    public void EndedCheckouts_StayBounded()
    {
        var cart = CartDriver.Created();
        for (var i = 0; i < CartLimits.EndedCheckoutsKept + 10; i++) cart.Unlock(OrderId.For(new("p"), $"k{i}"));
        Assert.Equal(CartLimits.EndedCheckoutsKept, cart.State.EndedCheckouts.Length);
    }

    [Fact]
    public void Unlock_OfACartThatNeverWas_LeavesNoTrace()
    {
        var cart = new CartDriver();
        Assert.Null(cart.Unlock(First));
        Assert.Equal(0, cart.State.Version);
    }
}
