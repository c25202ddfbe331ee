using System.Text.Json;
using ShopActors.Grains.Tests.Journals;

using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stock;

public sealed class StockRulesTests
{
    [Fact]
    public void Reserve_LastUnitTwice_SecondIsRefusedWithNumbers()
    {
        var stock = StockDriver.Opened(1);
        Assert.Null(stock.Reserve("a", 1));
        var error = stock.Reserve("b", 1);
        Assert.Equal(ErrorCode.InsufficientStock, error?.Code);
        Assert.Equal("0", error?.Details["available"]);
        Assert.Equal("1", error?.Details["requested"]);
    }

    [Fact]
    public void Reserve_Repeated_ChangesNothing()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Reserve("a", 2));
        var version = stock.State.Version;
        Assert.Null(stock.Reserve("a", 2));
        Assert.Equal(version, stock.State.Version);
        Assert.Equal(3, stock.State.Available);
        Assert.Equal(ErrorCode.ReservationMismatch, stock.Reserve("a", 3)?.Code);
    }

    [Fact]
    public void Reserve_AtTheDeadlineOfAnotherHold_GetsItsUnits()
    {
        var stock = StockDriver.Opened(1);
        Assert.Null(stock.Reserve("a", 1, seconds: 60));
        stock.Now += TimeSpan.FromSeconds(60) - TimeSpan.FromMilliseconds(1);
        Assert.Equal(ErrorCode.InsufficientStock, stock.Reserve("b", 1)?.Code);
        stock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Null(stock.Reserve("b", 1));
        Assert.Equal(HoldState.Expired, stock.StateOf("a"));
        Assert.Equal(HoldState.Held, stock.StateOf("b"));
    }

    [Fact]
    public void Commit_OfAHoldWithADeadline_IsRefused()
    {
        var stock = StockDriver.Opened(1);
        Assert.Null(stock.Reserve("a", 1, seconds: 60));
        Assert.Equal(ErrorCode.ReservationNotPinned, stock.Commit("a")?.Code);
        stock.Now += TimeSpan.FromSeconds(60);
        Assert.Equal("expired", stock.Commit("a")?.Details["from"]);
        stock.Now -= TimeSpan.FromSeconds(30);
        Assert.Equal("expired", stock.Reserve("a", 1)?.Details["from"]);
        Assert.Null(stock.Release("a"));
        Assert.Equal(1, stock.State.Available);
    }

    [Fact]
    public void Take_OfUnits_HoldsForever()
    {
        var stock = StockDriver.Opened(1);
        Assert.Null(stock.Take("a", 1));
        stock.Now += TimeSpan.FromDays(400);
        Assert.Null(stock.Take("a", 1));
        Assert.Equal(ErrorCode.InsufficientStock, stock.Reserve("b", 1)?.Code);
        Assert.Null(stock.Commit("a"));
        Assert.Equal(1, stock.State.Sold);
    }

    [Fact]
    public void Take_OfAHoldWithADeadline_IsRefused()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Reserve("a", 2));
        Assert.Equal(ErrorCode.ReservationMismatch, stock.Take("a", 2)?.Code);
        Assert.Null(stock.Take("b", 2));
        Assert.Equal(ErrorCode.ReservationMismatch, stock.Reserve("b", 2)?.Code);
        Assert.Equal((2L, 2L), (stock.State.Held, stock.State.Pinned));
    }

    [Fact]
    public void Take_ByTheOwnerOfAHold_UsesItsUnitsAndEndsIt()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Reserve("ann", 4));
        Assert.Equal(ErrorCode.InsufficientStock, stock.Take("order-1", 2)?.Code);
        Assert.Null(stock.Take("order-2", 2, own: "ann"));
        Assert.Equal(HoldState.Released, stock.StateOf("ann"));
        Assert.Equal((3L, 0L, 2L), (stock.State.Available, stock.State.Held, stock.State.Pinned));
        var version = stock.State.Version;
        Assert.Null(stock.Take("order-2", 2, own: "ann"));
        Assert.Equal(version, stock.State.Version);
        Assert.Null(stock.Release("order-2"));
        Assert.Equal(5, stock.State.Available);
    }

    [Fact]
    public void Take_MoreThanAvailableAndHeld_LeavesTheHold()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Reserve("ann", 2));
        Assert.Null(stock.Reserve("ben", 2));
        var error = stock.Take("order", 4, own: "ann");
        Assert.Equal((ErrorCode.InsufficientStock, "3"), (error?.Code, error?.Details["available"]));
        Assert.Equal(HoldState.Held, stock.StateOf("ann"));
    }

    [Fact]
    public void Take_AfterTheHoldsDeadline_GetsOnlyWhatIsAvailable()
    {
        var stock = StockDriver.Opened(2);
        Assert.Null(stock.Reserve("ann", 2, seconds: 60));
        stock.Wait(60);
        Assert.Null(stock.Reserve("ben", 1));
        Assert.Equal(ErrorCode.InsufficientStock, stock.Take("order", 2, own: "ann")?.Code);
        Assert.Null(stock.Take("order", 1, own: "ann"));
        Assert.Equal((HoldState.Expired, HoldState.Held), (stock.StateOf("ann"), stock.StateOf("ben")));
    }

    [Fact]
    public void Insufficient_WhileOthersHoldEnough_SaysWhenTheFirstHoldExpires()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Reserve("ann", 2, seconds: 10));
        Assert.Null(stock.Reserve("ben", 2, seconds: 60));
        Assert.Null(stock.Take("order", 1));
        var now = Refusal(stock.Reserve("cid", 4));
        Assert.Equal((RetryAdvice.Later, TimeSpan.FromSeconds(10)), now);
        Assert.Equal((RetryAdvice.AfterRefresh, null), Refusal(stock.Reserve("cid", 5)));
        stock.Wait(10);
        Assert.Equal((RetryAdvice.Later, TimeSpan.FromSeconds(50)), Refusal(stock.Reserve("cid", 4)));
        Assert.Equal((RetryAdvice.AfterRefresh, null), Refusal(stock.Take("order-2", 5, own: "ben")));

        static (RetryAdvice?, TimeSpan?) Refusal(ShopError? error) => (error?.Retry, error?.RetryAfter);
    }

    [Fact]
    public void Commit_Repeated_SellsOnce()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Take("a", 2));
        Assert.Null(stock.Commit("a"));
        Assert.Null(stock.Commit("a"));
        Assert.Equal(2, stock.State.Sold);
        Assert.Equal(3, stock.State.Available);
        Assert.Equal("sold", stock.Release("a")?.Details["from"]);
    }

    [Fact]
    public void EarlierCommand_ArrivingAfterTheSale_SucceedsWithoutEffect()
    {
        var stock = StockDriver.Opened(5);
        stock.Take("a", 2);
        stock.Commit("a");
        Assert.Null(stock.Take("a", 2));
        Assert.Equal(ErrorCode.ReservationMismatch, stock.Take("a", 1)?.Code);
        Assert.Equal(3, stock.State.Available);
    }

    [Fact]
    public void Release_BeforeReserve_TurnsTheLateReservationAway()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Release("a"));
        Assert.Equal("released", stock.Reserve("a", 1)?.Details["from"]);
        Assert.Equal(5, stock.State.Available);
    }

    [Fact]
    public void Release_OfUnopenedSku_TurnsTheLateReservationAway()
    {
        var stock = new StockDriver();
        Assert.Null(stock.Release("a"));
        Assert.Null(stock.SetOnHand("op", 3, version: 0));
        Assert.Equal("released", stock.Reserve("a", 1)?.Details["from"]);
    }

    [Fact]
    public void Release_Repeated_ReturnsUnitsOnce()
    {
        var stock = StockDriver.Opened(5);
        stock.Take("a", 2);
        Assert.Null(stock.Release("a"));
        Assert.Null(stock.Release("a"));
        Assert.Equal(5, stock.State.Available);
        Assert.Equal("released", stock.Commit("a")?.Details["from"]);
    }

    [Fact]
    public void ForceRelease_OfPinnedHold_IsRefused()
    {
        var stock = StockDriver.Opened(5);
        Assert.Equal(ErrorCode.ReservationNotFound, stock.ForceRelease("a")?.Code);
        stock.Take("a", 2);
        Assert.Equal(ErrorCode.ReservationPinned, stock.ForceRelease("a")?.Code);
        stock.Reserve("b", 2);
        Assert.Null(stock.ForceRelease("b"));
        Assert.Equal(3, stock.State.Available);
    }

    [Fact]
    public void OpsCommand_WithoutScope_IsForbidden()
    {
        var stock = StockDriver.Opened(5);
        var stranger = Caller.Ops(new("x"), Scopes.OrdersRead);
        Assert.Equal(ErrorCode.Forbidden, stock.Run((s, now) => StockRules.Adjust(
            s, new("op"), stranger, new(1, StockReason.Received), now))?.Code);
        Assert.Equal(ErrorCode.Forbidden, stock.Run((s, now) => StockRules.SetOnHand(
            s, new("op"), stranger, new(1, new(1)), now))?.Code);
        Assert.Equal(ErrorCode.Forbidden, stock.Run((s, now) => StockRules.ForceRelease(
            s, new("h"), stranger, now))?.Code);
        Assert.Equal(ErrorCode.Forbidden, StockRules.Explain(stock.State, stranger, null, 10).Error?.Code);
    }

    [Fact]
    public void Adjust_SameOperation_CountsOnceAndAnswersTheSame()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Adjust("op1", 10, StockReason.Received));
        Assert.True(stock.State.TryGetMovement(new("op1"), out var first));
        Assert.Null(stock.Adjust("op2", -2, StockReason.WrittenOff));
        Assert.Null(stock.Adjust("op1", 10, StockReason.Received));
        Assert.True(stock.State.TryGetMovement(new("op1"), out var again));
        Assert.Same(first, again);
        Assert.Equal(15, first.After.Available);
        Assert.Equal(13, stock.State.Available);
        Assert.Equal(ErrorCode.IdempotencyKeyReused, stock.Adjust("op1", 11, StockReason.Received)?.Code);
    }

    [Theory]
    [InlineData(0, StockReason.Correction)]
    [InlineData(-1, StockReason.Received)]
    [InlineData(-1, StockReason.Returned)]
    [InlineData(1, StockReason.WrittenOff)]
    [InlineData(1, StockReason.Counted)]
    [InlineData(1, StockReason.Opened)]
    [InlineData(long.MaxValue, StockReason.Correction)]
    [InlineData(long.MinValue, StockReason.Correction)]
    [InlineData(1_000_000_000, StockReason.Received)]
    public void Adjust_Senseless_IsRefused(long delta, StockReason reason) =>
        Assert.Equal(ErrorCode.InvalidAdjustment, StockDriver.Opened(5).Adjust("op", delta, reason)?.Code);

    [Fact]
    public void Adjust_BelowWhatIsHeld_IsRefused()
    {
        var stock = StockDriver.Opened(5);
        stock.Reserve("a", 3);
        Assert.Equal(ErrorCode.WouldGoNegative, stock.Adjust("op", -3)?.Code);
        Assert.Null(stock.Adjust("op", -2));
        Assert.Equal(0, stock.State.Available);
    }

    [Fact]
    public void SetOnHand_Count_MovesTheDifference()
    {
        var stock = StockDriver.Opened(5);
        stock.Reserve("a", 3);
        var version = stock.State.Version;
        Assert.Equal(ErrorCode.StaleVersion, stock.SetOnHand("op", 9, version - 1)?.Code);
        Assert.Equal(ErrorCode.BelowReserved, stock.SetOnHand("op", 2, version)?.Code);
        Assert.Null(stock.SetOnHand("op", 9, version));
        Assert.Equal(9, stock.State.OnHand);
        Assert.Equal(6, stock.State.Available);
        Assert.Equal(4, stock.State.Adjusted);
        Assert.Null(stock.SetOnHand("op", 9, version));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, stock.SetOnHand("op", 8, version)?.Code);
    }

    [Fact]
    public void Open_Twice_KeepsTheFirstQuantity()
    {
        var stock = StockDriver.Opened(5);
        Assert.Null(stock.Run((s, now) => StockRules.Open(s, new("open2"), Operators.All, 50, now)));
        Assert.Equal(5, stock.State.Initial);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(int.MinValue)]
    public void Reserve_QuantityOutOfRange_IsRefused(int quantity) =>
        Assert.Equal(ErrorCode.QuantityOutOfRange, StockDriver.Opened(5).Reserve("a", quantity)?.Code);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86_401)]
    public void Reserve_TimeToLiveOutOfRange_IsRefused(int seconds) =>
        Assert.Equal(ErrorCode.TimeToLiveOutOfRange, StockDriver.Opened(5).Reserve("a", 1, seconds)?.Code);

    [Fact]
    public void Explain_AfterMoreMovementsThanAreKept_StillAddsUp()
    {
        var stock = StockDriver.Opened(5);
        for (var i = 0; i < StockLimits.MovementsKept + 50; i++)
        {
            var reason = i % 2 == 0 ? StockReason.Received : StockReason.Returned;
            Assert.Null(stock.Adjust($"op{i}", i % 3 == 0 ? 7 : 1, reason));
        }

        stock.Reserve("a", 2);
        stock.Take("b", 3);
        var explanation = StockRules.Explain(stock.State, StockDriver.Ops, null, 10).Value!;
        Assert.True(explanation.Balanced);
        Assert.Equal(StockLimits.MovementsKept, explanation.Movements.Length);
        Assert.Equal(2, explanation.SumOfHeld);
        Assert.Equal(3, explanation.SumOfPinned);
        Assert.Equal(
            explanation.Stock.Received + explanation.Stock.Adjusted,
            explanation.EarlierReceived + explanation.EarlierAdjusted + explanation.Movements.Sum(m => m.Delta));
    }

    [Fact]
    public void Explain_Pages_CoverEveryHoldOnce()
    {
        var stock = StockDriver.Opened(100);
        for (var i = 0; i < 25; i++) stock.Reserve($"hold{i}", 1);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = StockRules.Explain(stock.State, StockDriver.Ops, cursor, 7).Value!;
            seen.AddRange(page.Holds.Select(hold => hold.Id.Value));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal(25, seen.Count);
        Assert.Equal(ErrorCode.InvalidQuery, StockRules.Explain(stock.State, StockDriver.Ops, "a b", 7).Error?.Code);
    }

    [Fact]
    public void EndedHolds_BeyondRetention_AreForgottenOldestFirst()
    {
        var stock = StockDriver.Opened(5);
        stock.Release("first");
        for (var i = 0; i < StockLimits.EndedHoldsKept; i++) stock.Release($"x{i}");
        Assert.Equal(HoldState.Released, stock.StateOf("first"));
        stock.Now += StockLimits.EndedHoldTimeMin + TimeSpan.FromSeconds(1);
        stock.Release("last");
        Assert.Null(stock.StateOf("first"));
        Assert.Equal(StockLimits.EndedHoldsKept, stock.State.EndedHoldsCount);
        Assert.Equal(HoldState.Released, stock.StateOf("last"));
    }

    [Fact]
    public void Commit_OfASaleThatIsForgotten_IsStillDone()
    {
        var stock = StockDriver.Opened(5);
        stock.Take("sold", 1);
        stock.Commit("sold");
        Assert.Equal(ErrorCode.ReservationNotFound, stock.Commit("unknown")?.Code);
        for (var i = 0; i < StockLimits.EndedHoldsMax; i++) stock.Release($"x{i}");
        Assert.Null(stock.StateOf("sold"));
        Assert.Null(stock.Commit("sold"));
        Assert.Equal(1, stock.State.Sold);
    }

    [Fact]
    public void Snapshot_OfTheHottestSku_StaysBelowHalfOfAJournal()
    {
        var stock = StockDriver.Opened(StockLimits.OnHandMax / 2);
        var filler = new string('x', HoldId.LengthMax - 10);
        for (var i = 0; i < StockLimits.LiveHoldsMax; i++) stock.Reserve($"{filler}{i}", 1);
        Assert.Equal(ErrorCode.TooManyReservations, stock.Reserve("one-more", 1)?.Code);
        for (var i = 0; i < StockLimits.EndedHoldsMax; i++) stock.Release($"x{i}");
        var operation = new string('o', OperationId.LengthMax - 5);
        for (var i = 0; i < StockLimits.MovementsKept; i++) stock.Adjust($"{operation}{i}", 1);

        // A journal may hold 8 MiB: the snapshot, as many bytes of events, and the append that brings the next one.
        var snapshot = JsonSerializer.SerializeToUtf8Bytes(stock.State, StockJson.Default.StockState);
        Assert.InRange(snapshot.Length, 1, 4 * 1024 * 1024 - 256 * 1024);
    }
}
