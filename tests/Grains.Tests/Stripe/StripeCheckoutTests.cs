using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stripe;

/// <summary>Whole orders of a shop that pays through Stripe.</summary>
public sealed class StripeCheckoutTests
{
    [Fact]
    public async Task Order_ConfirmedThenRefunded_AgreesWithStripesRecords()
    {
        await using var stripe = await StripeServer.StartAsync();
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), stripe.CreateProvider());
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 2);

        // The first answer to the authorisation is lost.
        stripe.FailNext(StripeFault.LostAfter);
        var order = await shop.Grains.Place(1, StripeDriver.Visa);
        Assert.Equal(OrderStatus.Confirmed, order.Value?.Status);

        var part = new RefundOrder(new Money(500, Currency.Eur));
        var first = await shop.Grains.Order(1).Refund(new("r1"), Shopping.Ops, part);
        stripe.FailNext(StripeFault.LostAfter);
        var rest = await shop.Grains.Order(1).Refund(new("r2"), Shopping.Ops, new RefundOrder(null));

        Assert.Equal(RefundStatus.Succeeded, first.Value?.Status);
        Assert.Equal((RefundStatus.Succeeded, 2_000), (rest.Value?.Status, rest.Value?.Amount.MinorUnits));
        Assert.Equal(PaymentStatus.Refunded, (await shop.Grains.Order(1).Get(Shopping.Ops)).Value!.PaymentStatus);
        Assert.Equal(2, stripe.Books.Refunds.Count);
        ShopAssert.Balanced(await shop.Grains.Audit(), "refunded");
        var money = Assert.Single((await shop.Grains.Audit()).Money);
        Assert.Equal((2_500, 2_500), (money.ProviderCaptured, money.ProviderRefunded));
    }

    [Fact]
    public async Task Order_Declined_IsCancelledAndTakesNothing()
    {
        await using var stripe = await StripeServer.StartAsync();
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), stripe.CreateProvider());
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 2);

        var order = await shop.Grains.Place(1, "pm_card_chargeDeclined");

        Assert.Equal((OrderStatus.Cancelled, CancelReason.PaymentDeclined), (order.Value?.Status, order.Value?.Reason));
        ShopAssert.Balanced(await shop.Grains.Audit(), "declined");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Order_PaidByAMethodThatTakesDays_IsConfirmedOrRefundedOnceTheMoneyComes(bool isCancelled)
    {
        await using var stripe = await StripeServer.StartAsync();
        await using var shop = await ShopSilo.Start(
            new MemoryJournalStore(), stripe.CreateProvider(allowDelayedMethods: true));
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 2);
        var waiting = await shop.Grains.Place(1, "pm_bank_debit");
        Assert.Equal(
            (OrderStatus.Pending, PaymentStatus.Processing), (waiting.Value?.Status, waiting.Value?.PaymentStatus));
        if (isCancelled) await shop.Grains.Order(1).Cancel(Shopping.Customer(1));

        stripe.Books.Settle("pi_1");
        var payment = waiting.Value!.Payment;
        await shop.Grains.GetGrain<IPaymentGrain>(payment.Value).HandleWebhook(
            Caller.Provider,
            new() { EventId = "evt_1", Type = "capture.succeeded", Key = PaymentKeys.Capture(payment) });

        // The same command again answers once the order has ended.
        var ended = await shop.Grains.Place(1, "pm_bank_debit");
        Assert.Equal(isCancelled ? OrderStatus.Cancelled : OrderStatus.Confirmed, ended.Value?.Status);
        var charge = Assert.Single(await stripe.CreateProvider().ReadCharges());
        Assert.Equal((2_500, isCancelled ? 2_500 : 0), (charge.Captured, charge.Refunded));
        ShopAssert.Balanced(await shop.Grains.Audit(), "delayed");
    }

    [Fact]
    public async Task Audit_VoidedAfterItsRecordWasRead_IsNotReported()
    {
        await using var stripe = await StripeServer.StartAsync();
        var provider = new EarlyRecords(stripe.CreateProvider());
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), provider);
        var (operation, caller) = (new OperationId("check"), Shopping.Customer(1));

        var payment = shop.Grains.GetGrain<IPaymentGrain>(PaymentId.ForCheck(caller.Id, operation).Value);
        var check = new CheckPayment { Amount = new(500, Currency.Eur), Token = StripeDriver.Visa };
        Assert.True((await payment.Check(operation, caller, check)).IsOk);
        Assert.Equal(PaymentStatus.Voided, (await payment.Get(caller)).Value?.Status);

        Assert.False(Assert.Single(await provider.ReadAllAsync()).Voided);
        ShopAssert.Balanced(await shop.Grains.Audit(), "voided");
    }

    /// <summary>Reading the records of a large account takes minutes: they are those before any void.</summary>
    private sealed class EarlyRecords(IPaymentProvider inner) : IPaymentProvider
    {
        public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken) =>
            inner.ExecuteAsync(request, cancellationToken);

        public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken) =>
            inner.FindAsync(lookup, cancellationToken);

        public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) =>
            inner.ReadChargesAsync(cancellationToken).Select(charge => charge with { Voided = false });

        public async Task<List<ProviderCharge>> ReadAllAsync() => await ReadChargesAsync(default).ToListAsync();
    }
}
