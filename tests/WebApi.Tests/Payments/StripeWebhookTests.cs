using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>Events of Stripe get in only with Stripe's signature, and only those about the shop matter.</summary>
public sealed class StripeWebhookTests(StripeFixture shop) : IClassFixture<StripeFixture>
{
    private const string Path = "/webhooks/payments/stripe";
    private const string Header = "Stripe-Signature";

    [Theory]
    [InlineData(StripeFixture.OldSecret)]
    [InlineData(StripeFixture.NewSecret)]
    public async Task C5_Event_OfAPayment_IsTakenAndChangesNothingThatIsKnown(string secret)
    {
        using var client = shop.NewClient();
        var sku = (string)(await client.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var order = await client.CheckoutAsync(await client.NewCartWithAsync(sku), "stripe-" + secret);
        var payment = (string)order.Json["payment"]!["id"]!;

        var body = Event("payment_intent.succeeded", $"{{\"payment\":\"{payment}\"}}");
        var answer = await SendAsync(client, body, Sign(body, secret));
        var again = await SendAsync(client, body, Sign(body, secret));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.Status, again.Status));
        Assert.Equal("captured", (string?)(await client.GetAsync($"/payments/{payment}")).Json["status"]);
    }

    [Fact]
    public async Task Event_WithoutTheShopsMetadata_IsTakenAndIgnored()
    {
        using var client = shop.NewClient();
        var body = Event("payment_intent.succeeded", "{}");

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, body, Sign(body))).Status);
    }

    [Theory]
    [InlineData(-400, StripeFixture.NewSecret, HttpStatusCode.BadRequest, "signature_invalid")]
    [InlineData(400, StripeFixture.NewSecret, HttpStatusCode.BadRequest, "signature_invalid")]
    [InlineData(0, "whsec_of_another_endpoint", HttpStatusCode.Unauthorized, "signature_wrong")]
    public async Task Event_StaleOrNotStripes_IsRefused(int seconds, string secret, HttpStatusCode status, string code)
    {
        using var client = shop.NewClient();
        var body = Event("payment_intent.succeeded", "{}");

        var answer = await SendAsync(client, body, Sign(body, secret, seconds));

        Assert.Equal((status, code), (answer.Status, (string?)answer.Json["code"]));
    }

    [Fact]
    public async Task Event_OfAnotherBody_IsRefused()
    {
        using var client = shop.NewClient();
        var signature = Sign(Event("payment_intent.succeeded", "{}"));

        var answer = await SendAsync(client, Event("payment_intent.canceled", "{}"), signature);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    [Theory]
    [InlineData(Path, "Webhook-Signature", HttpStatusCode.BadRequest)]
    [InlineData("/webhooks/payments/simulator", "Webhook-Signature", HttpStatusCode.Unauthorized)]
    [InlineData("/webhooks/payments/simulator", Header, HttpStatusCode.BadRequest)]
    public async Task Event_ByTheWayOfAnotherProvider_IsRefused(string path, string header, HttpStatusCode status)
    {
        using var client = shop.NewClient();
        var body = Event("payment_intent.succeeded", "{}");

        var answer = await client.SendRawAsync(HttpMethod.Post, path, body, (header, Sign(body)));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Body_SignedButNoEvent_IsRefused()
    {
        using var client = shop.NewClient();

        var answer = await SendAsync(client, "{}", Sign("{}"));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, (string?)answer.Json["code"]));
    }

    private static Task<Answer> SendAsync(Visitor client, string body, string signature) =>
        client.SendRawAsync(HttpMethod.Post, Path, body, (Header, signature));

    private static string Event(string type, string metadata) =>
        $"{{\"id\":\"evt_1\",\"type\":\"{type}\",\"data\":{{\"object\":" +
        $"{{\"id\":\"pi_1\",\"status\":\"succeeded\",\"metadata\":{metadata}}}}}}}";

    private static string Sign(string body, string secret = StripeFixture.NewSecret, int seconds = 0)
    {
        var time = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }
}
