using System.Net;
using MimeKit;

namespace ShopActors.WebApi.Tests.Customers;

/// <summary>Verification of addresses and new passwords, with the tokens of the files that the shop writes.</summary>
public sealed class MessageTests(MessageTests.Fixture shop) : IClassFixture<MessageTests.Fixture>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task EmailVerification_TokenOfTheMessage_IsShownOnTheCustomer()
    {
        using var client = shop.NewClient();
        var customer = await client.PostAsync("/users", new { name = "Ada", email = "verify@people.example" });
        client.WithToken((string)customer.Json["token"]!);
        var path = $"/users/{customer.Json["id"]}";
        var tag = (await client.GetAsync(path)).Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync($"{path}/email-verification")).Status);
        var again = await client.PostAsync($"{path}/email-verification");
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_requests"), (again.Status, again.Code));

        var token = await shop.TokenForAsync("verify@people.example", Within);
        client.WithToken(null);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/email-verifications", new { token })).Status);

        client.WithToken((string)customer.Json["token"]!);
        var verified = await client.GetAsync(path, ("If-None-Match", tag));
        Assert.True((bool)verified.Json["emailVerified"]!);
        var moved = await client.PutAsync(path, new { name = "Ada", email = "moved@people.example" });
        Assert.False((bool)moved.Json["emailVerified"]!);
    }

    [Fact]
    public async Task ClaimOrders_OfAVerifiedAddress_AreTheCustomers()
    {
        using var guest = shop.NewClient();
        var sku = (string)(await guest.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var cart = await guest.NewCartWithAsync(sku);
        await guest.PutAsync($"/carts/{cart}/contact", new { email = "Claim@people.example" });
        await guest.PutAsync(
            $"/carts/{cart}/shipping-address",
            new { name = "Ada", line1 = "Street 1", city = "Berlin", country = "DE" });
        var order = (string)(await guest.CheckoutAsync(cart, "claim-1")).Json["id"]!;

        using var client = shop.NewClient();
        var customer = await client.PostAsync("/users", new { name = "Ada", email = "claim@people.example" });
        client.WithToken((string)customer.Json["token"]!);
        var path = $"/users/{customer.Json["id"]}";
        var early = await client.PostAsync($"{path}/orders/claim");
        Assert.Equal((HttpStatusCode.Conflict, "email_not_verified"), (early.Status, early.Code));
        await client.PostAsync($"{path}/email-verification");
        var token = await shop.TokenForAsync("claim@people.example", Within);
        await client.PostAsync("/email-verifications", new { token });
        Assert.Equal(HttpStatusCode.NotFound, (await guest.PostAsync($"{path}/orders/claim")).Status);

        Assert.Equal(1, (int)(await client.PostAsync($"{path}/orders/claim")).Json["claimed"]!);
        Assert.Equal(0, (int)(await client.PostAsync($"{path}/orders/claim")).Json["claimed"]!);
        var claimed = await client.GetAsync($"/orders/{order}");
        Assert.Equal("Berlin", (string)claimed.Json["shippingAddress"]!["city"]!);
        var payment = await client.GetAsync($"/payments/{claimed.Json["payment"]!["id"]}");
        Assert.Equal(HttpStatusCode.OK, payment.Status);
        Assert.Equal(order, (string)(await client.GetAsync("/orders")).Json["items"]![0]!["id"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync($"/orders/{order}")).Status);
        Assert.Empty((await guest.GetAsync("/orders")).Json["items"]!.AsArray());

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path)).Status);
        using var ops = shop.NewOperator();
        var erased = await ops.GetAsync($"/orders/{order}");
        Assert.Null(erased.Json["shippingAddress"]);
        Assert.Null(erased.Json["contact"]);
    }

    [Fact]
    public async Task PasswordReset_TokenOfTheMessage_SetsThePasswordOnce()
    {
        using var client = shop.NewClient();
        var customer = await client.PostAsync("/users", new { name = "Ada", email = "reset@people.example" });
        foreach (var email in new[] { "reset@people.example", "unknown@people.example", "no address" })
        {
            Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync("/password-resets", new { email })).Status);
        }

        var token = await shop.TokenForAsync("reset@people.example", Within);
        var body = new { newPassword = "words that are not common" };
        var weak = await client.PutAsync($"/password-resets/{token}", new { newPassword = "password1" });
        Assert.Equal("invalid_password", weak.Code);
        for (var i = 0; i < 2; i++)
        {
            var reset = await client.PutAsync($"/password-resets/{token}", body, ("Idempotency-Key", "reset-once"));
            Assert.True(reset.Status == HttpStatusCode.NoContent, reset.ToString());
        }

        var used = await client.PutAsync($"/password-resets/{token}", body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid_token"), (used.Status, used.Code));
        client.WithToken((string)customer.Json["token"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"/users/{customer.Json["id"]}")).Status);
        client.WithToken(null);
        var session = await client.PostAsync(
            "/sessions", new { email = "reset@people.example", password = body.newPassword });
        Assert.Equal(HttpStatusCode.Created, session.Status);
        Assert.True((bool)session.Json["user"]!["emailVerified"]!);
    }

    public sealed class Fixture : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
        {
            ["Messages:Sender"] = "File",
        };

        /// <summary>The token of the message for an address, once it is there.</summary>
        public async Task<string> TokenForAsync(string address, TimeSpan within)
        {
            using var late = new CancellationTokenSource(within);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (await timer.WaitForNextTickAsync(late.Token))
            {
                foreach (var file in Directory.CreateDirectory(Path.Combine(DataPath, "messages")).GetFiles("*.eml"))
                {
                    using var mail = await MimeMessage.LoadAsync(file.FullName, late.Token);
                    if (mail.To.Mailboxes.Single().Address != address) continue;
                    return mail.TextBody!.ReplaceLineEndings("\n").Split('\n')
                        .Single(line => line.StartsWith("sa_", StringComparison.Ordinal));
                }
            }

            throw new TimeoutException($"There is no message for {address}.");
        }
    }
}
