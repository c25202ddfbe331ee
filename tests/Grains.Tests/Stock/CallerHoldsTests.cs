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
    public void Reserve_WhileTheCallersLaterHoldLives_FindsItThoughEarlierOnesAreForgotten()
    {
        var stock = StockDriver.Opened(10);
        Assert.Null(Reserve(stock, Ann, 1));
        Assert.Null(Release(stock, Ann));
        for (var i = 0; i < StockLimits.EndedHoldsKept; i++) stock.Release($"h{i}");
        stock.Now += StockLimits.EndedHoldTimeMin - TimeSpan.FromSeconds(1);
        Assert.Null(Reserve(stock, Ann, 2));
        stock.Now += TimeSpan.FromSeconds(2);
        stock.Release("last");
        Assert.Equal(ErrorCode.ReservationExists, Reserve(stock, Ann, 1)?.Code);
        Assert.Null(Release(stock, Ann));
        Assert.Equal(10, stock.State.Available);
    }

    [Theory]
    [InlineData(8, 8, null)]
    [InlineData(8, 9, ErrorCode.InsufficientStock)]
    [InlineData(30, 10, null)]
    [InlineData(30, 11, ErrorCode.QuantityOutOfRange)]
    [InlineData(100, 20, null)]
    [InlineData(100, 21, ErrorCode.QuantityOutOfRange)]
    [InlineData(8, 11, ErrorCode.QuantityOutOfRange)]
    [InlineData(100_000, 1_000, ErrorCode.QuantityOutOfRange)]
    public void Reserve_MoreThanTheCallersShare_IsRefused(int available, int quantity, ErrorCode? expected) =>
        Assert.Equal(expected, Reserve(StockDriver.Opened(available), Ann, quantity)?.Code);

    [Fact]
    public void Reserve_MoreThanTheShare_NamesTheShareAndIsOpenToOperators()
    {
        var stock = StockDriver.Opened(200);
        Assert.Equal("40", Reserve(stock, Ann, 41)?.Details["max"]);
        Assert.Null(Reserve(stock, StockDriver.Ops, 41));
    }

    [Fact]
    public void Reserve_WithoutAnOwner_IsRefused() =>
        Assert.Equal(ErrorCode.Unauthenticated, Reserve(StockDriver.Opened(10), Caller.Anonymous, 1)?.Code);

    [Fact]
    public void Take_ByTheCaller_UsesTheCallersHoldAlsoAfterARestart()
    {
        var stock = StockDriver.Opened(3);
        Assert.Null(Reserve(stock, Ben, 1));
        Assert.Null(Reserve(stock, Ann, 2));
        stock.Restart();
        Assert.Null(stock.Run((state, now) => StockRules.Take(
            state, HoldId.For(Order), 2, state.HoldOf(Ann.Id, now), now)));
        Assert.Equal((0L, 1L, 2L), (stock.State.Available, stock.State.Held, stock.State.Pinned));
        Assert.Equal(ErrorCode.ReservationNotFound, Release(stock, Ann)?.Code);
    }

    private static ShopError? Reserve(StockDriver stock, Caller caller, int quantity) => stock.Run((state, now) =>
        CallerHolds.Reserve(state, caller, new(quantity, TimeSpan.FromMinutes(1)), now, out _));

    private static ShopError? Release(StockDriver stock, Caller caller) =>
        stock.Run((state, now) => CallerHolds.Release(state, caller, now, out _));
}
