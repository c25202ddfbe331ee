using System.Net;

namespace ShopActors.WebApi.Tests.Http;

/// <summary>Forms of requests that are accepted, but only said in words in docs/openapi.json.</summary>
public sealed class RequestFormsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("1")]
    [InlineData("""{"amount":1,"currency":"EUR"}""")]
    [InlineData("""{"amount":1,"currency":"EUR","exponent":2}""")]
    public async Task Amount_InEachForm_IsCompared(string amount)
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(await SkuAsync(client));

        var answer = await client.PostTextAsync(
            $"/carts/{cart}/checkout", $$"""{"paymentToken":"tok_ok","expectedTotal":{{amount}}}""", key: cart);

        Assert.Equal((HttpStatusCode.Conflict, "price_changed"), (answer.Status, answer.Code));
        Assert.Equal((1, "EUR"), ((int)answer.Json["expected"]!, (string)answer.Json["currency"]!));
    }

    [Theory]
    [InlineData("/carts", "null", HttpStatusCode.Created)]
    [InlineData("/carts", """{"currency":null,"metadata":null}""", HttpStatusCode.Created)]
    [InlineData("/carts/{0}/items", """{"sku":"{1}","quantity":1,"metadata":null}""", HttpStatusCode.OK)]
    [InlineData(
        "/carts/{0}/checkout", """{"paymentToken":"tok_declined","expectedTotal":null}""",
        HttpStatusCode.PaymentRequired)]
    [InlineData(
        "/carts/{0}/merge", """{"fromCartId":"{0}","strategy":null,"fromToken":null}""", HttpStatusCode.Conflict)]
    [InlineData("/payment", """{"amount":100,"paymentToken":"tok_ok","userId":null}""", HttpStatusCode.OK)]
    public async Task OptionalMember_Null_IsLikeOneLeftOut(string path, string body, HttpStatusCode expected)
    {
        using var client = shop.NewClient();
        var sku = await SkuAsync(client);
        var cart = await client.NewCartWithAsync(sku);

        var answer = await client.PostTextAsync(Named(path), Named(body), key: cart);

        Assert.True(answer.Status == expected, answer.ToString());

        string Named(string text) => text
            .Replace("{0}", cart, StringComparison.Ordinal).Replace("{1}", sku, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewCart_WithoutABody_IsCreated()
    {
        using var client = shop.NewClient();

        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/carts")).Status);
    }

    private static async Task<string> SkuAsync(Visitor client) =>
        (string)(await client.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
}
