using System.Net;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>Events of Stripe get in only with Stripe's signature, and only those about the shop matter.</summary>
public sealed class StripeWebhookTests(StripeFixture shop) : IClassFixture<StripeFixture>
{
    [Theory]
    [InlineData(StripeFixture.OldSecret)]
    [InlineData(StripeFixture.NewSecret)]
    public async Task C5_Event_OfAPayment_IsTakenAndChangesNothingThatIsKnown(string secret)
    {
        using var client = shop.NewClient();
        var sku = (string)(await client.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var order = await client.CheckoutAsync(await client.NewCartWithAsync(sku), "stripe-" + secret);
        var payment = (string)order.Json["payment"]!["id"]!;

        var body = StripeEvent.Write("payment_intent.succeeded", $"{{\"payment\":\"{payment}\"}}");
        var answer = await StripeEvent.SendAsync(client, body, StripeEvent.Sign(body, secret));
        var again = await StripeEvent.SendAsync(client, body, StripeEvent.Sign(body, secret));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.Status, again.Status));
        Assert.Equal("captured", (string?)(await client.GetAsync($"/payments/{payment}")).Json["status"]);
    }

    [Fact]
    public async Task Event_WithoutTheShopsMetadata_IsTakenAndIgnored()
    {
        using var client = shop.NewClient();
        var body = StripeEvent.Write("payment_intent.succeeded", "{}");

        Assert.Equal(HttpStatusCode.OK, (await StripeEvent.SendAsync(client, body, StripeEvent.Sign(body))).Status);
    }

    [Theory]
    [InlineData(-400, StripeFixture.NewSecret, HttpStatusCode.BadRequest, "signature_invalid")]
    [InlineData(400, StripeFixture.NewSecret, HttpStatusCode.BadRequest, "signature_invalid")]
    [InlineData(0, "whsec_of_another_endpoint", HttpStatusCode.Unauthorized, "signature_wrong")]
    public async Task Event_StaleOrNotStripes_IsRefused(int seconds, string secret, HttpStatusCode status, string code)
    {
        using var client = shop.NewClient();
        var body = StripeEvent.Write("payment_intent.succeeded", "{}");

        var answer = await StripeEvent.SendAsync(client, body, StripeEvent.Sign(body, secret, seconds));

        Assert.Equal((status, code), (answer.Status, (string?)answer.Json["code"]));
    }

    [Fact]
    public async Task Event_OfAnotherBody_IsRefused()
    {
        using var client = shop.NewClient();
        var signature = StripeEvent.Sign(StripeEvent.Write("payment_intent.succeeded", "{}"));

        var answer = await StripeEvent.SendAsync(client, StripeEvent.Write("payment_intent.canceled", "{}"), signature);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    [Theory]
    [InlineData(StripeEvent.Path, "Webhook-Signature", HttpStatusCode.BadRequest)]
    [InlineData("/webhooks/payments/simulator", "Webhook-Signature", HttpStatusCode.Unauthorized)]
    [InlineData("/webhooks/payments/simulator", StripeEvent.Header, HttpStatusCode.BadRequest)]
    public async Task Event_ByTheWayOfAnotherProvider_IsRefused(string path, string header, HttpStatusCode status)
    {
        using var client = shop.NewClient();
        var body = StripeEvent.Write("payment_intent.succeeded", "{}");

        var answer = await client.SendRawAsync(HttpMethod.Post, path, body, (header, StripeEvent.Sign(body)));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Body_SignedButNoEvent_IsRefused()
    {
        using var client = shop.NewClient();

        var answer = await StripeEvent.SendAsync(client, "{}", StripeEvent.Sign("{}"));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, (string?)answer.Json["code"]));
    }
}
