using System.Net;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>Writes that a page of another site makes a shopper's browser send.</summary>
public sealed class CrossSiteTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Write_FromAnotherSite_IsRefused(string header, string value)
    {
        using var client = await ShopperAsync();

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            var answer = await client.SendAsync(method, "/cart", null, (header, value));

            Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method}: {answer}");
            Assert.Equal("cross_site_request", answer.Code);
        }
    }

    [Fact]
    public async Task NewCart_FromAnotherSite_SetsNoCookie()
    {
        using var client = shop.NewClient();

        var answer = await client.PostAsync("/carts", null, null, ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Write_FromThisSiteOrNoBrowser_IsServed()
    {
        using var client = await ShopperAsync();
        var own = shop.Address.GetLeftPart(UriPartial.Authority);

        foreach (var headers in new (string, string)[][]
        {
            [], [("Sec-Fetch-Site", "same-origin"), ("Origin", own)], [("Origin", own)], [("Sec-Fetch-Site", "none")],
        })
        {
            var answer = await client.PostAsync("/carts", new { }, null, headers);

            Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        }
    }

    [Fact]
    public async Task Read_FromAnotherSite_IsServed()
    {
        using var client = await ShopperAsync();

        Assert.Equal(
            HttpStatusCode.OK, (await client.GetAsync("/products?limit=1", ("Sec-Fetch-Site", "cross-site"))).Status);
    }

    [Fact]
    public async Task Write_WithABearerToken_IsServedFromAnywhere()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();

        var answer = await client.PostAsync("/carts", new { }, null, ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
    }

    /// <summary>A client whose one credential is the cookie.</summary>
    private async Task<Visitor> ShopperAsync()
    {
        var client = shop.NewClient();
        var cart = await client.PostAsync("/carts", new { });
        Assert.Equal(HttpStatusCode.Created, cart.Status);
        return client;
    }
}
