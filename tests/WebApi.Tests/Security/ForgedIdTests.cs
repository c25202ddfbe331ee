using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>Ids, tokens and SKUs that the shop never handed out wake no grain.</summary>
public sealed class ForgedIdTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const int PerRoute = 2_000;
    private const int AtOnce = 32;
    private const string Base32 = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly Random _random = new(2026);

    public static TheoryData<string, string, string?> Routes => new()
    {
        { "GET", "/carts/{cart}", null },
        { "POST", "/carts/{cart}/items", """{"sku":"{sku}","quantity":1}""" },
        { "PATCH", "/carts/{cart}/items/{line}", """{"quantity":2}""" },
        { "DELETE", "/carts/{cart}/items/{line}", null },
        { "POST", "/carts/{cart}/merge", """{"fromCartId":"{cart}"}""" },
        { "POST", "/carts/{own}/merge", """{"fromCartId":"{cart}"}""" },
        { "POST", "/carts/{own}/items", """{"sku":"{sku}","quantity":1}""" },
        { "POST", "/carts/{cart}/checkout", """{"paymentToken":"tok_ok"}""" },
        { "GET", "/orders/{order}", null },
        { "GET", "/orders/{order}/timeline", null },
        { "POST", "/orders/{order}/cancel", null },
        { "GET", "/payments/{payment}", null },
        { "GET", "/users/{customer}", null },
        { "PUT", "/users/{customer}", """{"name":"A","email":"a@example.com"}""" },
        { "DELETE", "/users/{customer}", null },
        { "DELETE", "/users/{customer}/sessions/{session}", null },
        { "GET", "/users/{customer}/sessions", null },
        { "PUT", "/users/{customer}/password", """{"newPassword":"a very new password"}""" },
        { "POST", "/users/{customer}/email-verification", null },
        { "POST", "/email-verifications", """{"token":"sa_ver_{token}"}""" },
        { "PUT", "/password-resets/sa_rst_{token}", """{"newPassword":"a very new password"}""" },
        { "POST", "/sessions/refresh", """{"refreshToken":"{refresh}"}""" },
        { "GET", "/products/{product}", null },
        { "GET", "/products/{product}/availability", null },
        { "GET", "/stock/{sku}", null },
        { "GET", "/stock/{product}", null },
        { "POST", "/stock/{sku}?quantity=1", null },
        { "POST", "/stock?itemId={sku}&quantity=1", null },
        { "DELETE", "/stock/{sku}", null },
        { "POST", "/cart", """{"itemId":"{sku}","quantity":1}""" },
        { "DELETE", "/cart/{sku}", null },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_ManyIdsThatWereNeverHandedOut_ActivatesNothing(string method, string path, string? body)
    {
        using var client = shop.NewClient();
        var own = await client.NewCartAsync();
        var token = client.Token!;
        await client.GetAsync("/cart");
        using var stranger = shop.NewClient();
        var before = await CountAsync();

        var work = Enumerable.Range(0, PerRoute).Select(n => (
            Path: Fill(path, own), Body: body is null ? null : Fill(body, own), Headers: Credentials(n, token)))
                .ToList();
        var statuses = new HttpStatusCode[PerRoute];
        await Parallel.ForAsync(0, PerRoute, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
        {
            var answer = await stranger.SendRawAsync(
                new HttpMethod(method), work[n].Path, work[n].Body, work[n].Headers);
            statuses[n] = answer.Status;
        });

        var grown = (await CountAsync()).Where(now => now.Value > before.GetValueOrDefault(now.Key)).ToList();
        Assert.True(grown.Count == 0, string.Join(", ", grown));
        Assert.All(statuses, status => Assert.True(
            status is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest
                or HttpStatusCode.UnprocessableEntity,
            status.ToString()));
    }

    [Fact]
    public async Task Count_AfterCartsThatAreReal_HasThem()
    {
        using var client = shop.NewClient();
        var before = await CountAsync();

        for (var i = 0; i < 10; i++) await client.NewCartAsync();

        Assert.True((await CountAsync()).Sum(grain => grain.Value) >= before.Sum(grain => grain.Value) + 10);
    }

    [Fact]
    public async Task Token_ThatWasNeverIssued_IsRefusedOnPublicRoutesToo()
    {
        using var client = shop.NewClient();

        foreach (var token in new[] { ForgedGuest(), ForgedCustomer() })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.WithToken(token).GetAsync("/products")).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/carts", new { })).Status);
        }
    }

    [Fact]
    public async Task Cookie_ThatWasNeverIssued_IsReplacedByThatOfANewGuest()
    {
        using var client = shop.NewClient();

        var answer = await client.PostAsync("/carts", new { }, null, ("Cookie", $"sa_guest={ForgedGuest()}"));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.True(answer.Headers.Contains("Set-Cookie"));
    }

    /// <summary>A real guest, forged tokens of both kinds, and a forged cookie.</summary>
    private (string Name, string Value)[] Credentials(int n, string token) => (n % 4) switch
    {
        0 => [("Authorization", $"Bearer {token}"), ("Idempotency-Key", $"forged-{n}")],
        1 => [("Authorization", $"Bearer {ForgedGuest()}"), ("Idempotency-Key", $"forged-{n}")],
        2 => [("Authorization", $"Bearer {ForgedCustomer()}"), ("Idempotency-Key", $"forged-{n}")],
        _ => [("Cookie", $"sa_guest={ForgedGuest()}"), ("Idempotency-Key", $"forged-{n}")],
    };

    private string Fill(string text, string own) => text
        .Replace("{own}", own, StringComparison.Ordinal)
        .Replace("{cart}", $"cart_{Id()}", StringComparison.Ordinal)
        .Replace("{order}", $"ord_{Id()}", StringComparison.Ordinal)
        .Replace("{payment}", $"pay_{Id()}", StringComparison.Ordinal)
        .Replace("{customer}", $"cus_{Id()}", StringComparison.Ordinal)
        .Replace("{product}", $"prd_{Id()}", StringComparison.Ordinal)
        .Replace("{session}", $"ses_{Id()}", StringComparison.Ordinal)
        .Replace("{token}", $"{Id()}_{Text(52)}", StringComparison.Ordinal)
        .Replace("{refresh}", $"sa_ref_{Id()}_{Id()}_{Text(52)}_{Text(12)}0", StringComparison.Ordinal)
        .Replace("{line}", $"line_{Id()}", StringComparison.Ordinal)
        .Replace("{sku}", $"SKU-{Id()}", StringComparison.Ordinal);

    private string ForgedGuest() => $"sa_gst_{Text(52)}_{Text(12)}0";

    private string ForgedCustomer() => $"sa_cus_{Id()}_{Text(52)}_{Text(12)}0";

    private string Id() => $"{Text(25)}0";

    private string Text(int length)
    {
        lock (_random) return new string(_random.GetItems<char>(Base32, length));
    }

    /// <summary>
    /// The activations of each class of grain, without those that there is a fixed number of: the catalogue's readers,
    /// one per processor, and the one that counts.
    /// </summary>
    private async Task<Dictionary<string, int>> CountAsync()
    {
        var management = shop.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var statistics = await management.GetSimpleGrainStatistics();
        return statistics
            .Where(grain => !grain.GrainType.Contains("CatalogGrain", StringComparison.Ordinal) &&
                !grain.GrainType.Contains("Management", StringComparison.Ordinal))
            .GroupBy(grain => grain.GrainType, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key, group => group.Sum(grain => grain.ActivationCount), StringComparer.Ordinal);
    }
}
