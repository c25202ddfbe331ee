using System.Net;

namespace ShopActors.WebApi.Tests.Customers;

/// <summary>Passwords and sessions over HTTP.</summary>
public sealed class SignInTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Password = "words that are not common";

    [Fact]
    public async Task SignIn_WithThePassword_BeginsASessionThatReadsTheCustomer()
    {
        using var client = shop.NewClient();
        var id = await RegisterAsync(client, "sign-in@people.example");
        client.WithToken(null);
        var session = await SignInAsync(client, "SIGN-IN@people.example");
        Assert.Equal(id, (string?)session.Json["user"]!["id"]);
        Assert.Null(session.Json["user"]!["token"]);
        Assert.InRange(
            (DateTimeOffset)session.Json["expiresAt"]!, DateTimeOffset.UtcNow.AddHours(11),
            DateTimeOffset.UtcNow.AddHours(12));
        client.WithToken((string)session.Json["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/users/{id}")).Status);

        var list = (await client.GetAsync($"/users/{id}/sessions")).Json["items"]!.AsArray();
        Assert.Equal([true, false], list.Select(entry => (bool)entry!["current"]!));
        var first = (string)list[1]!["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/users/{id}/sessions/{first}")).Status);
        Assert.Single((await client.GetAsync($"/users/{id}/sessions")).Json["items"]!.AsArray());

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/sessions/current")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"/users/{id}")).Status);
    }

    [Fact]
    public async Task SignIn_WrongAddressOrPassword_IsTheSameRefusalAndThenAPause()
    {
        using var client = shop.NewClient();
        await RegisterAsync(client, "wrong@people.example");
        await RegisterAsync(client, "without@people.example", password: null);
        client.WithToken(null);
        string[] addresses = ["wrong@people.example", "unknown@people.example", "without@people.example"];
        var refusals = new HashSet<string>();
        foreach (var email in addresses)
        {
            for (var i = 0; i < 5; i++)
            {
                var answer = await client.PostAsync("/sessions", new { email, password = "a wrong password" });
                Assert.Equal((HttpStatusCode.Unauthorized, "invalid_credentials"), (answer.Status, answer.Code));
                refusals.Add((string)answer.Json["detail"]!);
            }

            var paused = await client.PostAsync("/sessions", new { email, password = Password });
            Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_requests"), (paused.Status, paused.Code));
            Assert.NotEmpty(paused.Headers.GetValues("Retry-After"));
        }

        Assert.Single(refusals);
    }

    [Fact]
    public async Task SignIn_Repeated_IsTheSameSession()
    {
        using var client = shop.NewClient();
        await RegisterAsync(client, "repeated@people.example");
        client.WithToken(null);
        var body = new { email = "repeated@people.example", password = Password };
        var first = await client.PostAsync("/sessions", body, "sign-in-repeated");
        var again = await client.PostAsync("/sessions", body, "sign-in-repeated");
        Assert.Equal((string?)first.Json["token"], (string?)again.Json["token"]);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Refresh_RotatesTheTokens_AndReuseEndsTheSession()
    {
        using var client = shop.NewClient();
        await RegisterAsync(client, "refresh@people.example");
        client.WithToken(null);
        var session = await SignInAsync(client, "refresh@people.example");
        var first = new { refreshToken = (string)session.Json["refreshToken"]! };
        var second = await client.PostAsync("/sessions/refresh", first);
        Assert.Equal(HttpStatusCode.Created, second.Status);

        // The answer was lost, and the shopper's program asks again.
        var repeated = await client.PostAsync("/sessions/refresh", first);
        Assert.Equal((string?)second.Json["token"], (string?)repeated.Json["token"]);
        Assert.Equal((string?)second.Json["refreshToken"], (string?)repeated.Json["refreshToken"]);

        var third = await client.PostAsync(
            "/sessions/refresh", new { refreshToken = (string)second.Json["refreshToken"]! });
        Assert.Equal(HttpStatusCode.Created, third.Status);
        var reused = await client.PostAsync("/sessions/refresh", first);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_credentials"), (reused.Status, reused.Code));
        client.WithToken((string)third.Json["token"]!);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await client.GetAsync($"/users/{session.Json["user"]!["id"]}")).Status);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("12345678")]
    [InlineData("PASSWORD1")]
    [InlineData("Ada Lovelace")]
    [InlineData("the.local.part")]
    [InlineData("with\u0000control characters")]
    public async Task Register_PasswordThatIsNoGood_IsRefused(string password)
    {
        using var client = shop.NewClient();
        var answer = await client.PostAsync(
            "/users", new { name = "Ada Lovelace", email = "the.local.part@people.example", password });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid_password"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Register_LongPasswordTypedInAnotherWay_IsTheSamePassword()
    {
        using var client = shop.NewClient();
        var composed = string.Concat(Enumerable.Repeat("\u00e9", 128));
        var decomposed = string.Concat(Enumerable.Repeat("e\u0301", 128));
        await RegisterAsync(client, "long@people.example", decomposed);
        client.WithToken(null);
        await SignInAsync(client, "long@people.example", composed);
        var longer = await client.PostAsync(
            "/users", new { name = "Ada", email = "longer@people.example", password = composed + "!" });
        Assert.Equal("invalid_password", longer.Code);
    }

    [Fact]
    public async Task ChangePassword_EndsOtherSessionsAndIsRepeatable()
    {
        using var client = shop.NewClient();
        var id = await RegisterAsync(client, "change@people.example");
        var first = client.Token;
        client.WithToken(null);
        client.WithToken((string)(await SignInAsync(client, "change@people.example")).Json["token"]!);
        var wrong = await client.PutAsync(
            $"/users/{id}/password",
            new { currentPassword = "a wrong password", newPassword = "other words entirely" });
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_credentials"), (wrong.Status, wrong.Code));

        var body = new { currentPassword = Password, newPassword = "other words entirely" };
        for (var i = 0; i < 2; i++)
        {
            var changed = await client.PutAsync($"/users/{id}/password", body, ("Idempotency-Key", "change-password"));
            Assert.True(changed.Status == HttpStatusCode.NoContent, changed.ToString());
        }

        var reused = await client.PutAsync(
            $"/users/{id}/password", new { currentPassword = Password, newPassword = "words of a third kind" },
            ("Idempotency-Key", "change-password"));
        Assert.Equal("idempotency_key_reused", reused.Code);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/users/{id}")).Status);
        client.WithToken(first);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"/users/{id}")).Status);
        client.WithToken(null);
        await SignInAsync(client, "change@people.example", "other words entirely");
    }

    [Fact]
    public async Task Sessions_OfAnotherCustomer_AreNotFound()
    {
        using var client = shop.NewClient();
        var id = await RegisterAsync(client, "owner@people.example");
        var session = (string)(await client.GetAsync($"/users/{id}/sessions")).Json["items"]![0]!["id"]!;
        using var other = shop.NewClient();
        await RegisterAsync(other, "other@people.example");
        Assert.Equal("customer_not_found", (await other.GetAsync($"/users/{id}/sessions")).Code);
        Assert.Equal("customer_not_found", (await other.DeleteAsync($"/users/{id}/sessions/{session}")).Code);
        var change = await other.PutAsync($"/users/{id}/password", new { newPassword = "other words entirely" });
        Assert.Equal("customer_not_found", change.Code);
        var unknown = await client.DeleteAsync($"/users/{id}/sessions/ses_0123456789abcdefghjkmnpqr0");
        Assert.Equal((HttpStatusCode.NotFound, "session_not_found"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task GuestCart_AfterTheSignIn_IsMerged()
    {
        using var client = shop.NewClient();
        await RegisterAsync(client, "merge@people.example");
        using var guest = shop.NewClient();
        var sku = (string)(await guest.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var guestCart = await guest.NewCartWithAsync(sku);
        client.WithToken(null);
        client.WithToken((string)(await SignInAsync(client, "merge@people.example")).Json["token"]!);
        var cart = await client.PostAsync("/carts", new { });

        var merged = await client.PostAsync(
            $"/carts/{cart.Json["id"]}/merge", new { fromCartId = guestCart, fromToken = guest.Token });

        Assert.Equal(HttpStatusCode.OK, merged.Status);
        Assert.Single(merged.Json["items"]!.AsArray());
    }

    private static async Task<string> RegisterAsync(Visitor client, string email, string? password = Password)
    {
        client.WithToken(null);
        var answer = await client.PostAsync("/users", new { name = "Ada Lovelace", email, password });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        client.WithToken((string)answer.Json["token"]!);
        return (string)answer.Json["id"]!;
    }

    private static async Task<Answer> SignInAsync(Visitor client, string email, string password = Password)
    {
        var answer = await client.PostAsync("/sessions", new { email, password });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        return answer;
    }
}
