using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage.InMemory;

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
}
