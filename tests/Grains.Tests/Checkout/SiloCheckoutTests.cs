using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The checkout through real grains on a silo.</summary>
public sealed class SiloCheckoutTests
{
    private readonly MemoryJournalStore _store = new();
    private readonly BookProvider _provider = new();

    [Theory]
    [InlineData("tok_ok", OrderStatus.Confirmed, null)]
    [InlineData("tok_timeout_before", OrderStatus.Confirmed, null)]
    [InlineData("tok_timeout_after", OrderStatus.Confirmed, null)]
    [InlineData("tok_declined", OrderStatus.Cancelled, CancelReason.PaymentDeclined)]
    [InlineData("tok_insufficient_funds", OrderStatus.Cancelled, CancelReason.PaymentDeclined)]
    public async Task Place_EachToken_EndsRight(string token, OrderStatus expected, CancelReason? reason)
    {
        await using var shop = await ShopSilo.Start(_store, _provider);
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 2);

        var order = await shop.Grains.Place(1, token);
        Assert.True(order.IsOk, order.ToString());
        Assert.Equal((expected, reason), (order.Value.Status, order.Value.Reason));

        var sold = expected == OrderStatus.Confirmed ? 2 : 0;
        var stock = (await shop.Grains.GetGrain<IStockGrain>(Shopping.BookA.Value).Get()).Value!;
        Assert.Equal((10 - sold, 0, 0, sold), (stock.Available, stock.Held, stock.Pinned, stock.Sold));
        var cart = (await shop.Grains.GetGrain<ICartGrain>(Shopping.CartOf(1).Value)
            .Get(Shopping.Customer(1), false)).Value!;
        Assert.Equal((CartStatus.Open, sold == 0 ? 1 : 0), (cart.Status, cart.Lines.Length));
        await AssertBalanced(shop);
    }

    [Fact]
    public async Task Place_SameKeyManyTimesAtOnce_IsOneOrderAndOneAnswer()
    {
        await using var shop = await ShopSilo.Start(_store, _provider);
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.Grains.Place(1, "tok_ok")));
        Assert.Single(answers.Select(a => (a.Value!.Id, a.Value.Status, a.Value.Version, a.Value.EndedAt)).Distinct());
        Assert.Equal(OrderStatus.Confirmed, answers[0].Value!.Status);
        Assert.Equal(2, _provider.Log.Count);

        var other = await shop.Grains.Order(1).Place(Shopping.Command(1, "tok_declined"));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, other.Error?.Code);
    }

    [Fact]
    public async Task Place_OnASiloThatReadTheJournalBeforeAnotherPlacedTheOrder_IsNotRefused()
    {
        await using var stale = await ShopSilo.Start(_store, _provider);
        await using var shop = await ShopSilo.Start(_store, _provider);
        await shop.Grains.Stock(Shopping.BookA, 1);
        await shop.Grains.Fill(1, Shopping.BookA, 1);
        Assert.True((await stale.Grains.Order(1).Get(Shopping.Customer(1))).IsRefused);
        var placed = (await shop.Grains.Place(1, "tok_ok")).Value!;
        Assert.Equal(OrderStatus.Confirmed, placed.Status);

        // Its cart is empty by now, which is this order's doing.
        await Assert.ThrowsAsync<JournalConflictException>(() => stale.Grains.Place(1, "tok_ok"));

        var repeated = await stale.Grains.Place(1, "tok_ok");
        Assert.Equal((placed.Id, OrderStatus.Confirmed), (repeated.Value!.Id, repeated.Value.Status));
    }

    [Fact]
    public async Task Place_LastUnitByMany_OneIsPaid()
    {
        const int Buyers = 60;
        await using var shop = await ShopSilo.Start(_store, _provider);
        await shop.Grains.Stock(Shopping.BookA, 1);
        await Task.WhenAll(Enumerable.Range(1, Buyers).Select(buyer => shop.Grains.Fill(buyer, Shopping.BookA, 1)));

        var answers = await Task.WhenAll(
            Enumerable.Range(1, Buyers).Select(buyer => shop.Grains.Place(buyer, "tok_ok")));
        Assert.Single(answers, a => a.Value!.Status == OrderStatus.Confirmed);
        Assert.Equal(Buyers - 1, answers.Count(a => a.Value!.Reason == CancelReason.InsufficientStock));
        await AssertBalanced(shop);
    }

    [Fact]
    public async Task Place_OtherExpectedTotal_IsRefusedAndNothingIsReserved()
    {
        await using var shop = await ShopSilo.Start(_store, _provider);
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 1);

        var command = Shopping.Command(1, "tok_ok", new Money(1, Currency.Eur));
        Assert.Equal(ErrorCode.PriceChanged, (await shop.Grains.Order(1).Place(command)).Error?.Code);
        Assert.Equal(ErrorCode.OrderNotFound, (await shop.Grains.Order(1).Get(Shopping.Customer(1))).Error?.Code);
        Assert.True((await shop.Grains.Place(1, "tok_ok")).IsOk);
    }

    [Fact]
    public async Task Order_OfAnotherCustomer_IsNotFound()
    {
        await using var shop = await ShopSilo.Start(_store, _provider);
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 1);
        var order = (await shop.Grains.Place(1, "tok_ok")).Value!;
        var stranger = Shopping.Customer(2);
        var payment = shop.Grains.GetGrain<IPaymentGrain>(order.Payment.Value);
        var list = shop.Grains.GetGrain<ICustomerOrdersGrain>(Shopping.Customer(1).Id.Value);

        Assert.Equal(ErrorCode.OrderNotFound, (await shop.Grains.Order(1).Get(stranger)).Error?.Code);
        Assert.Equal(ErrorCode.OrderNotFound, (await shop.Grains.Order(1).GetTimeline(stranger, null)).Error?.Code);
        Assert.Equal(ErrorCode.OrderNotFound, (await shop.Grains.Order(1).Cancel(stranger)).Error?.Code);
        var refund = await shop.Grains.Order(1).Refund(new("r"), Shopping.Customer(1), new RefundOrder(null));
        Assert.Equal(ErrorCode.OrderNotFound, refund.Error?.Code);
        Assert.Equal(ErrorCode.OrderNotFound, (await list.List(stranger, null, 10)).Error?.Code);
        Assert.Equal(ErrorCode.PaymentNotFound, (await payment.Get(stranger)).Error?.Code);
        Assert.Equal(ErrorCode.InvalidState, (await shop.Grains.Order(1).Cancel(Shopping.Customer(1))).Error?.Code);
        Assert.Equal([order.Id], (await list.List(Shopping.Customer(1), null, 10)).Value!.Orders.ToArray());
        Assert.Equal(PaymentStatus.Captured, (await payment.Get(Shopping.Customer(1))).Value!.Status);
    }

    [Fact]
    public async Task Refund_PartsAndTheRest_AreBoundedAndBalanced()
    {
        await using var shop = await ShopSilo.Start(_store, _provider);
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 1);
        await shop.Grains.Place(1, "tok_ok");

        var part = new RefundOrder(new Money(500, Currency.Eur));
        var first = await shop.Grains.Order(1).Refund(new("r1"), Shopping.Ops, part);
        var again = await shop.Grains.Order(1).Refund(new("r1"), Shopping.Ops, part);
        var rest = await shop.Grains.Order(1).Refund(new("r2"), Shopping.Ops, new RefundOrder(null));
        var more = await shop.Grains.Order(1)
            .Refund(new("r3"), Shopping.Ops, new RefundOrder(new Money(1, Currency.Eur)));

        Assert.Equal((RefundStatus.Succeeded, 500L), (first.Value!.Status, first.Value.Amount.MinorUnits));
        Assert.Equal(first.Value, again.Value);
        Assert.Equal(750, rest.Value!.Amount.MinorUnits);
        Assert.Equal(ErrorCode.RefundExceedsCaptured, more.Error?.Code);
        Assert.Equal(PaymentStatus.Refunded, (await shop.Grains.Order(1).Get(Shopping.Ops)).Value!.PaymentStatus);
        await AssertBalanced(shop);
    }

    [Fact]
    public async Task Restart_AfterTheShopEnded_TellsTheSameStory()
    {
        OrderTimeline before;
        await using (var shop = await ShopSilo.Start(_store, _provider))
        {
            await shop.Grains.Stock(Shopping.BookA, 10);
            await shop.Grains.Fill(1, Shopping.BookA, 1);
            await shop.Grains.Place(1, "tok_ok");
            before = (await shop.Grains.Order(1).GetTimeline(Shopping.Customer(1), null)).Value!;
        }

        await using var restarted = await ShopSilo.Start(_store, _provider);
        var after = (await restarted.Grains.Order(1).GetTimeline(Shopping.Customer(1), null)).Value!;
        Assert.Equal(
            before.Entries.Select(e => (e.Sequence, e.Type, e.At)),
            after.Entries.Select(e => (e.Sequence, e.Type, e.At)));
        Assert.Equal(before.Order.Version, after.Order.Version);
        Assert.Equal(10, after.Entries.Length);
        Assert.Equal(OrderStatus.Confirmed, (await restarted.Grains.Place(1, "tok_ok")).Value!.Status);
        await AssertBalanced(restarted);
    }

    private static async Task AssertBalanced(ShopSilo shop)
    {
        var report = await shop.Grains.Audit();
        Assert.Empty(report.Violations);
        Assert.True(report.Quiet);
        Assert.All(report.Money, m => Assert.Equal(
            (m.ShopCaptured, m.ShopRefunded), (m.ProviderCaptured, m.ProviderRefunded)));
    }
}
