using System.Net;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>
/// A shopper's way through a shop that pays through Stripe: over HTTP, with Stripe's own signed events.
/// </summary>
public sealed class StripePurchaseTests(StripeShopFixture shop, ITestOutputHelper output)
    : IClassFixture<StripeShopFixture>
{
    [Theory]
    [InlineData(true, "confirmed", "captured")]
    [InlineData(false, "cancelled", "declined")]
    public async Task Card_ThatThePayerConfirms_EndsAsThePayerDecides(bool approve, string end, string status)
    {
        using var shopper = shop.NewClient();
        var placed = await PlaceAsync(shopper, "pm_card_authenticationRequired");
        Assert.Equal((HttpStatusCode.Accepted, "requires_action"), (placed.Status, StatusOf(placed)));
        var intent = IntentOf(placed);
        Assert.Equal(
            $"https://hooks.stripe.com/3ds/{intent}", (string?)placed.Json["payment"]!["action"]!["url"]);

        shop.Stripe.Books.Confirm(intent, approve);
        await TellAsync(
            placed, approve ? "payment_intent.amount_capturable_updated" : "payment_intent.payment_failed");
        var ended = await shopper.WaitForEndAsync((string)placed.Json["id"]!);

        Assert.Equal((end, status), ((string?)ended.Json["status"], StatusOf(ended)));
        await TranscribeAsync(shopper, ended);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Card_CapturedAndRefundedInPart_AgreesWithStripe()
    {
        using var shopper = shop.NewClient();
        using var ops = shop.NewOperator();
        var placed = await PlaceAsync(shopper, "pm_card_visa");
        Assert.Equal((HttpStatusCode.Created, "captured"), (placed.Status, StatusOf(placed)));

        var refund = await ops.PostAsync(
            $"/orders/{(string)placed.Json["id"]!}/refunds", new { amount = new { amount = 100, currency = "EUR" } },
            "stripe-refund");

        Assert.Equal((HttpStatusCode.Created, "succeeded"), (refund.Status, (string?)refund.Json["status"]));
        Assert.Equal(
            100, (long)Assert.Single(
                shop.Stripe.Books.Refunds, made => (string?)made["payment_intent"] == IntentOf(placed))["amount"]!);
        await AssertBooksAsync();
    }

    [Theory]
    [InlineData("pm_bank_debit", "payment_intent.succeeded", "confirmed")]
    [InlineData("pm_bank_debit_bad", "payment_intent.payment_failed", "cancelled")]
    public async Task Debit_ThatTakesDays_EndsTheOrderWhenItEnds(string token, string type, string end)
    {
        using var shopper = shop.NewClient();
        var placed = await PlaceAsync(shopper, token);
        Assert.Equal((HttpStatusCode.Accepted, "processing"), (placed.Status, StatusOf(placed)));
        Assert.Empty((await shopper.GetAsync($"/carts/{(string)placed.Json["cartId"]!}")).Json["items"]!.AsArray());

        shop.Stripe.Books.Settle(IntentOf(placed));
        await TellAsync(placed, type);
        var ended = await shopper.WaitForEndAsync((string)placed.Json["id"]!);

        Assert.Equal(end, (string?)ended.Json["status"]);
        await TranscribeAsync(shopper, ended);
        await AssertBooksAsync();
    }

    private static async Task<Answer> PlaceAsync(Visitor shopper, string token)
    {
        var sku = (string)(await shopper.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        return await shopper.CheckoutAsync(await shopper.NewCartWithAsync(sku), Guid.NewGuid().ToString(), token);
    }

    private static string StatusOf(Answer order) => (string)order.Json["payment"]!["status"]!;

    private string IntentOf(Answer order) => (string)Assert.Single(
        shop.Stripe.Books.Intents,
        intent => (string?)intent["metadata"]!["payment"] == (string?)order.Json["payment"]!["id"])["id"]!;

    private async Task TellAsync(Answer order, string type)
    {
        using var stripe = shop.NewClient();
        var payment = (string)order.Json["payment"]!["id"]!;
        var body = StripeEvent.Write(type, new JsonObject { ["payment"] = payment }.ToJsonString());
        var answer = await StripeEvent.SendAsync(stripe, body, StripeEvent.Sign(body));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    private async Task TranscribeAsync(Visitor shopper, Answer order)
    {
        var timeline = await shopper.GetAsync($"/orders/{(string)order.Json["id"]!}/timeline");
        foreach (var entry in timeline.Json["items"]!.AsArray())
        {
            output.WriteLine($"{(string?)entry!["type"]} {entry["details"]?.ToJsonString()}");
        }

        var (payment, intent) = ((string)order.Json["payment"]!["id"]!, IntentOf(order));
        foreach (var request in shop.Stripe.Requests.Where(request =>
            request.Contains(payment, StringComparison.Ordinal) || request.EndsWith(intent, StringComparison.Ordinal)))
        {
            output.WriteLine(request);
        }
    }

    private async Task AssertBooksAsync()
    {
        using var ops = shop.NewOperator();
        var audit = await ops.GetAsync("/ops/audit");
        Assert.Equal(HttpStatusCode.OK, audit.Status);
        Assert.Empty(audit.Json["violations"]!.AsArray());
    }
}
