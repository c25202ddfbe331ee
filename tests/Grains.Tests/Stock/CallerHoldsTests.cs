namespace ShopActors.Grains.Tests.Stock;

public sealed class CallerHoldsTests
{
    private static readonly Caller Ann = Caller.Customer(CustomerId.Parse("cus_00000000000000000000000000"));
    private static readonly Caller Ben = Caller.Customer(CustomerId.Parse("cus_00000000000000000000000004"));
    private static readonly OrderId Order = OrderId.For(Ann.Id, "key");

    [Fact]
    public void Reserve_Repeated_IsTheSameHoldAndAnotherQuantityIsRefused()
    {
        var stock = StockDriver.Opened(10);
        Assert.Null(Reserve(stock, Ann, 2));
        Assert.Null(Reserve(stock, Ann, 2));
        Assert.Equal(ErrorCode.ReservationExists, Reserve(stock, Ann, 3)?.Code);
        Assert.Null(Reserve(stock, Ben, 3));
        Assert.Equal(5, stock.State.Held);
    }

    [Fact]
    public void Release_EndsTheCallersHoldAlone()
    {
        var stock = StockDriver.Opened(10);
        Assert.Null(Reserve(stock, Ann, 2));
        stock.Reserve(HoldId.For(Order).Value, 4);
        Assert.Equal(ErrorCode.ReservationNotFound, Release(stock, Ben)?.Code);
        Assert.Null(Release(stock, Ann));
        Assert.Equal(ErrorCode.ReservationNotFound, Release(stock, Ann)?.Code);
        Assert.Equal(4, stock.State.Held);
    }

    [Fact]
    public void Reserve_AfterTooManyEndedHolds_IsRefusedForNow()
    {
        var stock = StockDriver.Opened(10);
        for (var i = 0; i < StockLimits.HoldsPerCallerMax; i++)
        {
            Assert.Null(Reserve(stock, Ann, 1));
            Assert.Null(Release(stock, Ann));
        }

        Assert.Equal(ErrorCode.TooManyRequests, Reserve(stock, Ann, 1)?.Code);
        Assert.Null(Reserve(stock, Ben, 1));
    }

    [Fact]
    public void Reserve_WithoutAnOwner_IsRefused() =>
        Assert.Equal(ErrorCode.Unauthenticated, Reserve(StockDriver.Opened(10), Caller.Anonymous, 1)?.Code);

    private static ShopError? Reserve(StockDriver stock, Caller caller, int quantity) => stock.Run((state, now) =>
        CallerHolds.Reserve(state, caller, new(quantity, TimeSpan.FromMinutes(1)), now, out _));

    private static ShopError? Release(StockDriver stock, Caller caller) =>
        stock.Run((state, now) => CallerHolds.Release(state, caller, now, out _));
}
