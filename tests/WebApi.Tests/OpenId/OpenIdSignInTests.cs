using System.Net;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.OpenId;

/// <summary>Signing in with a provider over HTTP, in a shop that reads the provider's keys over TLS.</summary>
public sealed class OpenIdSignInTests(OpenIdFixture shop) : IClassFixture<OpenIdFixture>
{
    [Fact]
    public async Task FirstSignIn_RegistersACustomer_AndTheNextIsTheSame()
    {
        using var client = shop.NewClient();
        var body = new { idToken = TokenOf("first", "first@people.example", name: "Ada Lovelace") };
        var first = await client.PostAsync("/sessions/openid", body, "first-openid");
        Assert.True(first.Status == HttpStatusCode.Created, first.ToString());
        var user = first.Json["user"]!;
        Assert.Equal(
            ("Ada Lovelace", "first@people.example", true),
            ((string?)user["name"], (string?)user["email"], (bool)user["emailVerified"]!));
        var again = await client.PostAsync("/sessions/openid", body, "first-openid");
        Assert.Equal((string?)first.Json["token"], (string?)again.Json["token"]);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        var second = await client.PostAsync("/sessions/openid", body);
        Assert.Equal((string?)user["id"], (string?)second.Json["user"]!["id"]);
        Assert.NotEqual((string?)first.Json["token"], (string?)second.Json["token"]);

        // From here on they are sessions like others.
        client.WithToken((string)second.Json["token"]!);
        var path = $"/users/{user["id"]}";
        Assert.Equal(2, (await client.GetAsync($"{path}/sessions")).Json["items"]!.AsArray().Count);
        var identity = Assert.Single((await client.GetAsync($"{path}/identities")).Json["items"]!.AsArray())!;
        Assert.Equal(shop.Issuer.Issuer, (string?)identity["issuer"]);
        var last = await client.DeleteAsync($"{path}/identities/{identity["id"]}");
        Assert.Equal((HttpStatusCode.Conflict, "last_sign_in"), (last.Status, last.Code));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/sessions/current")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).Status);

        // The same key does not revive the session that ended.
        client.WithToken(null);
        var refreshed = await client.PostAsync(
            "/sessions/refresh", new { refreshToken = (string)first.Json["refreshToken"]! });
        Assert.Equal(HttpStatusCode.Created, refreshed.Status);
        var reused = await client.PostAsync("/sessions/openid", body, "first-openid");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (reused.Status, reused.Code));
    }

    [Fact]
    public async Task AddressOfACustomer_IsLinkedOnlyIfBothSidesHaveVerifiedIt()
    {
        const string Email = "both@people.example";
        using var client = shop.NewClient();
        var id = await RegisterAsync(client, Email);
        using var other = shop.NewClient();
        var notYet = await SignInAsync(other, TokenOf("both", Email));
        Assert.Equal((HttpStatusCode.Conflict, "identity_not_linked"), (notYet.Status, notYet.Code));
        var unverified = await SignInAsync(other, TokenOf("unknown", "unknown@people.example", isVerified: false));
        Assert.Equal((HttpStatusCode.Conflict, "identity_not_linked"), (unverified.Status, unverified.Code));

        // The customer links an identity with the same address, which verifies it: the next identity needs no more.
        var linked = await client.PostAsync($"/users/{id}/identities", new { idToken = TokenOf("linked", Email) });
        Assert.True(linked.Status == HttpStatusCode.Created, linked.ToString());
        Assert.True((bool)(await client.GetAsync($"/users/{id}")).Json["emailVerified"]!);
        var signedIn = await SignInAsync(other, TokenOf("both", Email));
        Assert.Equal(id, (string?)signedIn.Json["user"]!["id"]);
        Assert.Equal(2, (await client.GetAsync($"/users/{id}/identities")).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Identity_LinkedAndRemoved_SignsInMeanwhileAlone()
    {
        using var client = shop.NewClient();
        var id = await RegisterAsync(client, "link@people.example");
        var body = new { idToken = TokenOf("link", email: null) };
        var linked = await client.PostAsync($"/users/{id}/identities", body);
        var again = await client.PostAsync($"/users/{id}/identities", body, "link-again");
        Assert.Equal((string?)linked.Json["id"], (string?)again.Json["id"]);
        using var other = shop.NewClient();
        Assert.Equal(id, (string?)(await SignInAsync(other, body.idToken)).Json["user"]!["id"]);

        var stranger = await RegisterAsync(other, "stranger@people.example");
        var taken = await other.PostAsync($"/users/{stranger}/identities", body);
        Assert.Equal((HttpStatusCode.Conflict, "identity_taken"), (taken.Status, taken.Code));
        Assert.Equal("customer_not_found", (await other.GetAsync($"/users/{id}/identities")).Code);
        Assert.Equal("customer_not_found", (await other.PostAsync($"/users/{id}/identities", body)).Code);
        var path = $"/users/{id}/identities/{linked.Json["id"]}";
        Assert.Equal("customer_not_found", (await other.DeleteAsync(path)).Code);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path)).Status);
        }

        var unknown = await client.DeleteAsync($"/users/{id}/identities/idn_0123456789abcdefghjkmnpqr0");
        Assert.Equal((HttpStatusCode.NotFound, "identity_not_found"), (unknown.Status, unknown.Code));
        Assert.Equal("identity_not_linked", (await SignInAsync(shop.NewClient(), body.idToken)).Code);
        Assert.Equal(
            HttpStatusCode.Created, (await other.PostAsync($"/users/{stranger}/identities", body)).Status);
    }

    [Fact]
    public async Task Customer_Deleted_FreesIdentityAndAddress()
    {
        using var client = shop.NewClient();
        var token = TokenOf("gone", "gone@people.example");
        var first = await SignInAsync(client, token);
        client.WithToken((string)first.Json["token"]!);
        var deleted = await client.DeleteAsync($"/users/{first.Json["user"]!["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        var second = await SignInAsync(shop.NewClient(), token);
        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.NotEqual((string?)first.Json["user"]!["id"], (string?)second.Json["user"]!["id"]);
    }

    [Fact]
    public async Task FirstSignIn_ManyAtOnce_IsOneCustomer()
    {
        var token = TokenOf("many", "many@people.example");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var client = shop.NewClient();
            while (true)
            {
                var answer = await SignInAsync(client, token);
                if (answer.Status == HttpStatusCode.Created) return (string?)answer.Json["user"]!["id"];
                Assert.Equal("change_in_progress", answer.Code);
            }
        }));
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Token_ThatIsNoGood_IsRefused()
    {
        using var client = shop.NewClient();
        var claims = shop.Issuer.Claims(OpenIdFixture.Api, "ada");
        foreach (var token in new[] { "a.b.c", shop.Issuer.Sign(claims) })
        {
            var refused = await SignInAsync(client, token);
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_credentials"), (refused.Status, refused.Code));
        }

        var huge = await SignInAsync(client, new string('a', 9_000));
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_credentials"), (huge.Status, huge.Code));
        var both = await client.PostAsync("/sessions/openid", new { idToken = "a.b.c", email = "a@b.example" });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (both.Status, both.Code));
    }

    [Fact]
    public async Task Provider_ThatCannotBeReached_Is503()
    {
        using var client = shop.NewClient();
        var claims = shop.Issuer.Claims(OpenIdFixture.Client, "ada");
        claims["iss"] = "https://localhost:1";
        var answer = await SignInAsync(client, shop.Issuer.Sign(claims));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "provider_unavailable"), (answer.Status, answer.Code));
        Assert.NotEmpty(answer.Headers.GetValues("Retry-After"));
    }

    [Fact]
    public async Task Operator_WithAProvidersToken_HasTheScopesOfItsRolesAndIsLogged()
    {
        using var support = shop.NewClient().WithToken(OperatorToken("grace", new JsonArray("support", "unknown")));
        var user = await RegisterAsync(shop.NewClient(), "logged@openid.example");
        Assert.Equal(HttpStatusCode.OK, (await support.GetAsync($"/users/{user}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/ops/audit-log")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await support.DeleteAsync($"/users/{user}")).Status);
        using var admin = shop.NewClient().WithToken(OperatorToken("root", "admin"));
        var log = await admin.GetAsync("/ops/audit-log?limit=20");
        Assert.Contains(
            log.Json["items"]!.AsArray(),
            entry => (string?)entry!["name"] == $"grace at {shop.Issuer.Issuer}" &&
                (string?)entry["operator"] == IdentityId.For(shop.Issuer.Issuer, "grace").Value &&
                (string?)entry["operation"] == "deleteCustomer" && (int?)entry["status"] == 204);
    }

    [Fact]
    public async Task Operator_WithoutAKnownRoleOrWithAnotherToken_IsNone()
    {
        using var client = shop.NewClient();
        var idToken = shop.Issuer.Claims(OpenIdFixture.Client, "grace");
        idToken["shop_roles"] = "admin";
        var otherClaim = shop.Issuer.Claims(OpenIdFixture.Api, "grace");
        otherClaim["roles"] = "admin";
        string[] tokens =
        [
            OperatorToken("grace", new JsonArray("boss", "Admin")), OperatorToken("grace", null),
            shop.Issuer.Sign(idToken), shop.Issuer.Sign(otherClaim),
            shop.Issuer.Sign(otherClaim, new TestKey("RS256")), "a.b.c", new string('a', 8_200),
        ];
        foreach (var token in tokens)
        {
            var refused = await client.WithToken(token).GetAsync("/ops/keys");
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (refused.Status, refused.Code));
        }
    }

    private static async Task<string> RegisterAsync(Visitor client, string email)
    {
        client.WithToken(null);
        var answer = await client.PostAsync(
            "/users", new { name = "Ada Lovelace", email, password = "words that are not common" });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        client.WithToken((string)answer.Json["token"]!);
        return (string)answer.Json["id"]!;
    }

    private static Task<Answer> SignInAsync(Visitor client, string idToken) =>
        client.PostAsync("/sessions/openid", new { idToken });

    private string TokenOf(string subject, string? email, bool isVerified = true, string? name = null)
    {
        var claims = shop.Issuer.Claims(OpenIdFixture.Client, subject);
        (claims["email"], claims["email_verified"], claims["name"]) = (email, isVerified, name);
        return shop.Issuer.Sign(claims);
    }

    private string OperatorToken(string subject, JsonNode? roles)
    {
        var claims = shop.Issuer.Claims(OpenIdFixture.Api, subject);
        claims["shop_roles"] = roles;
        return shop.Issuer.Sign(claims, change: static header => header["typ"] = "at+jwt");
    }
}
