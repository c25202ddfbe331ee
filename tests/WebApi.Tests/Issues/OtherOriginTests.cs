using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>A storefront on another origin could not use the shop at all.</summary>
public sealed class OtherOriginTests(OtherOriginTests.Shop shop) : IClassFixture<OtherOriginTests.Shop>
{
    private const string Allowed = "https://storefront.example";

    [Fact]
    public async Task Preflight_OfAnAllowedOrigin_IsAnswered()
    {
        using var client = shop.NewClient();
        var answer = await client.SendRawAsync(
            HttpMethod.Options, "/carts", null, ("Origin", Allowed), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type,idempotency-key"));
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal([Allowed], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Purchase_FromAnAllowedOrigin_Works()
    {
        using var client = shop.NewClient();
        (string, string)[] browser = [("Origin", Allowed), ("Sec-Fetch-Site", "cross-site")];
        var cart = await client.PostAsync("/carts", new { }, null, browser);
        Assert.Equal(HttpStatusCode.Created, cart.Status);
        var exposed = string.Join(',', cart.Headers.GetValues("Access-Control-Expose-Headers"));
        Assert.Contains("ETag", exposed, StringComparison.Ordinal);
        client.WithToken((string)cart.Json["token"]!);
        var added = await client.PostAsync(
            $"/carts/{cart.Json["id"]}/items", new { sku = "BOOK-ADV-001", quantity = 1 }, null, browser);
        Assert.Equal(HttpStatusCode.OK, added.Status);
    }

    [Fact]
    public async Task Write_FromAnyOtherOrigin_IsRefused()
    {
        using var client = shop.NewClient();
        var answer = await client.PostAsync(
            "/carts", new { }, null, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal((HttpStatusCode.Forbidden, "cross_site_request"), (answer.Status, answer.Code));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    public sealed class Shop : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
        {
            ["Cors:Origins:0"] = Allowed,
        };
    }
}
