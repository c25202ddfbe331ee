using System.Globalization;
using System.Net;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>Rates by address, by principal and for what needs no credentials, with no proxy configured.</summary>
public sealed class RequestRateTests(RequestRateTests.StrictShop shop) : IClassFixture<RequestRateTests.StrictShop>
{
    // A burst is ten seconds' worth.
    private const int AddressBurst = 2_000;
    private const int PrincipalBurst = 20;
    private const int CreationBurst = 30;

    [Fact]
    public async Task Creations_OverTheRateOfTheAddress_AreRefusedWithAnyForwardedHeader()
    {
        using var client = shop.NewClient();

        var answers = await RepeatAsync(CreationBurst * 3, n =>
            client.PostAsync(
                "/carts", new { }, null, ("X-Forwarded-For", $"203.0.113.{n}"), ("Forwarded", $"for=203.0.113.{n}")));

        var refused = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal("too_many_requests", answer.Code));
        Assert.All(refused, answer => Assert.True(Seconds(answer) >= 1));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/products?limit=1")).Status);
    }

    [Fact]
    public async Task Requests_OverTheRateOfAPrincipal_AreRefusedAndOthersAreServed()
    {
        using var client = shop.NewOperator();
        using var other = shop.NewClient();

        var answers = await RepeatAsync(PrincipalBurst * 4, _ => client.GetAsync("/products?limit=1"));

        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/products?limit=1")).Status);
    }

    [Fact]
    public async Task Probes_AreNeverRefused()
    {
        using var client = shop.NewOperator();

        var answers = await RepeatAsync(AddressBurst / 4, _ => client.GetAsync("/healthz"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    private static Task<Answer[]> RepeatAsync(int times, Func<int, Task<Answer>> send) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(send));

    private static int Seconds(Answer answer) =>
        int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture);

    /// <summary>A shop with low rates.</summary>
    public sealed class StrictShop : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Limits:RequestsPerSecondPerAddress"] = $"{AddressBurst / 10}",
            ["Limits:RequestsPerSecondPerPrincipal"] = $"{PrincipalBurst / 10}",
            ["Limits:CreationsPerSecondPerAddress"] = $"{CreationBurst / 10}",
        };
    }
}
