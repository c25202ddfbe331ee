using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// A check of a payment said success without asking anybody, and a refund that was refused or open answered 201.
/// </summary>
public sealed class PaymentSaidYesTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Payment_WithoutAToken_IsRefused()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();
        var answer = await client.PostAsync("/payment", new { amount = 100 });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("tok_ok", HttpStatusCode.OK)]
    [InlineData("tok_declined", HttpStatusCode.PaymentRequired)]
    public async Task Payment_Answered_SaysWhatTheProviderSaid(string token, HttpStatusCode status)
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();
        var answer = await client.PostAsync("/payment", new { amount = 100, paymentToken = token }, "check");
        Assert.Equal(status, answer.Status);
        if (status == HttpStatusCode.OK) Assert.True((bool)answer.Json["success"]!);
        else Assert.Equal("payment_declined", answer.Code);
    }

    [Theory]
    [InlineData(0, "EUR", "invalid_refund")]
    [InlineData(-5, "EUR", "invalid_refund")]
    [InlineData(1, "USD", "currency_mismatch")]
    public async Task Refund_ThatCannotBe_SaysSoInTermsOfRefunds(int amount, string currency, string code)
    {
        using var client = shop.NewClient();
        using var ops = shop.NewOperator();
        var cart = await client.NewCartWithAsync("BOOK-ADV-008");
        var order = await client.CheckoutAsync(cart, $"refund-{amount}");
        var answer = await ops.PostAsync(
            $"/orders/{order.Json["id"]}/refunds", new { amount = new { amount, currency } }, "refund");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
    }
}
