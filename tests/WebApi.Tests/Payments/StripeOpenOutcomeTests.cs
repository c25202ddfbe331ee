using System.Net;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>What the shop answers while Stripe refuses, or has not decided.</summary>
public sealed class StripeOpenOutcomeTests(StripeShopFixture shop) : IClassFixture<StripeShopFixture>
{
    [Theory]
    [InlineData("failed", HttpStatusCode.PaymentRequired)]
    [InlineData("pending", HttpStatusCode.Accepted)]
    public async Task Refund_ThatStripeRefusesOrLeavesOpen_IsNotDone(string status, HttpStatusCode answered)
    {
        using var shopper = shop.NewClient();
        using var ops = shop.NewOperator();
        var sku = (string)(await shopper.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var cart = await shopper.NewCartWithAsync(sku);
        var placed = await shopper.CheckoutAsync(cart, $"order-{status}", "pm_card_visa");
        shop.Stripe.Books.RefundStatus = status;

        var refund = await ops.PostAsync(
            $"/orders/{(string)placed.Json["id"]!}/refunds", new { amount = new { amount = 100, currency = "EUR" } },
            $"refund-{status}");

        Assert.True(refund.Status == answered, refund.ToString());
        if (answered == HttpStatusCode.PaymentRequired) Assert.Equal("refund_refused", refund.Code);
        else Assert.Equal("pending", (string?)refund.Json["status"]);
    }

    [Fact]
    public async Task PaymentCheck_WhoseOutcomeIsNotKnown_DoesNotSaySuccess()
    {
        using var shopper = shop.NewClient();
        await shopper.NewCartAsync();

        var check = await shopper.PostAsync("/payment", new { amount = 100, paymentToken = "pm_bank_debit" });

        Assert.True(check.Status == HttpStatusCode.Accepted, check.ToString());
        Assert.Null(check.Json["success"]);
    }
}
