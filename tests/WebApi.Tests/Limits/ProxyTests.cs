using System.Net;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>A shop behind a reverse proxy, played by the tests, that names its clients in forwarded headers.</summary>
public sealed class ProxyTests(ProxyTests.ShopBehindAProxy shop) : IClassFixture<ProxyTests.ShopBehindAProxy>
{
    private const int CreationBurst = 10;

    [Fact]
    public async Task Creations_OfManyClientsOfTheProxy_AreCountedApart()
    {
        using var client = shop.NewClient();

        var answers = await Task.WhenAll(Enumerable.Range(1, CreationBurst * 3).Select(n =>
            client.PostAsync("/carts", new { }, null, ("X-Forwarded-For", $"198.51.100.{n}"))));

        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString()));
    }

    [Fact]
    public async Task Creations_OfAClientThatForgesEntries_AreCountedByTheEntryOfTheProxy()
    {
        using var client = shop.NewClient();

        var answers = await Task.WhenAll(Enumerable.Range(1, CreationBurst * 6).Select(n =>
            client.PostAsync("/carts", new { }, null, ("X-Forwarded-For", $"192.0.2.{n}, 203.0.113.77"))));

        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Cookie_OverTlsAtTheProxy_IsSecureAndOfThisHostAlone()
    {
        using var client = shop.NewClient();

        var secure = await client.PostAsync(
            "/carts", new { }, null, ("X-Forwarded-For", "203.0.113.80"), ("X-Forwarded-Proto", "https"));
        var plain = await client.PostAsync("/carts", new { }, null, ("X-Forwarded-For", "203.0.113.81"));

        var cookie = secure.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-sa_guest=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("sa_guest=", plain.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    public void Contains_AddressesAndNetworks_AreThoseConfigured(string address, bool isKnown)
    {
        var proxies = Known("10.1.0.0/16", "192.0.2.7", "2001:db8::/32");

        Assert.Equal(isKnown, proxies.Contains(IPAddress.Parse(address)));
    }

    [Fact]
    public void ToForwardedHeaders_NothingConfigured_IsOff() => Assert.Null(Known().ToForwardedHeaders());

    [Fact]
    public void Validator_WrongEntries_AreAllNamed()
    {
        var options = new ProxyOptions { Known = { "10.0.0.0/8", "10.0.0.0/99", "proxy.example" } };

        var result = new ProxyOptionsValidator().Validate(null, options);

        Assert.Equal(2, result.Failures!.Count());
    }

    private static KnownProxies Known(params string[] entries)
    {
        var options = new ProxyOptions();
        foreach (var entry in entries) options.Known.Add(entry);
        return new(Options.Create(options));
    }

    /// <summary>A shop that believes what loopback says of its clients.</summary>
    public sealed class ShopBehindAProxy : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Proxies:Known:0"] = "127.0.0.0/8",
            ["Proxies:Known:1"] = "::1",
            ["Limits:CreationsPerSecondPerAddress"] = $"{CreationBurst / 10}",
        };
    }
}
