using System.Net;
using ShopActors.WebApi.Http;

namespace ShopActors.WebApi.Tests.Http;

/// <summary>No input leads to a 500, and nothing is guessed.</summary>
public sealed class StrictInputTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    public static TheoryData<string> BadItemBodies =>
    [
        "", "null", "[]", "\"x\"", "{", "{}", "{\"sku\":\"A\"}",
        "{\"sku\":\"A\",\"quantity\":1.5}", "{\"sku\":\"A\",\"quantity\":\"1\"}", "{\"sku\":\"A\",\"quantity\":1e400}",
        "{\"sku\":\"A\",\"quantity\":99999999999999999999}", "{\"sku\":\"A\",\"quantity\":null}",
        "{\"sku\":null,\"quantity\":1}",
        "{\"sku\":\"A\",\"quantity\":1,\"price\":1}", "{\"sku\":\"A\",\"quantity\":1,\"quantity\":2}",
        "{\"Sku\":\"A\",\"quantity\":1}",
        "{\"sku\":\"A\",\"quantity\":1,}", "{\"sku\":\"A\",\"quantity\":NaN}", "{\"sku\":\"\\ud800\",\"quantity\":1}",
        "{\"sku\":" + new string('[', 100) + new string(']', 100) + ",\"quantity\":1}",
    ];

    [Theory]
    [MemberData(nameof(BadItemBodies))]
    public async Task Body_NotExactlyWhatTheRouteTakes_IsRefusedWith400(string body)
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();

        var answer = await client.PostTextAsync($"/carts/{cart}/items", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal("invalid_request", answer.Code);
    }

    [Fact]
    public async Task Body_OfAnotherMediaType_IsRefusedWith415()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();

        var answer = await client.PostTextAsync($"/carts/{cart}/items", "{\"sku\":\"A\",\"quantity\":1}", "text/plain");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
    }

    [Fact]
    public async Task Body_TooLarge_IsRefusedWith413()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();

        var answer = await client.PostTextAsync(
            $"/carts/{cart}/items", "{\"sku\":\"" + new string('A', 100_000) + "\",\"quantity\":1}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/nothing/here")]
    [InlineData("PUT", "/carts")]
    [InlineData("GET", "/carts/..%2f..%2fetc%2fpasswd")]
    [InlineData("GET", "/orders/ord_00000000000000000000000000")]
    public async Task Anonymous_AnywhereNotPublic_IsToldNothing(string method, string path)
    {
        using var client = shop.NewClient();

        var answer = await client.SendAsync(new HttpMethod(method), path, null);

        Assert.Contains(
            answer.Status,
            new[] { HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        Assert.Equal("application/problem+json", answer.MediaType);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("sa_gst_short")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task Token_ThatIsNone_Gets401(string token)
    {
        using var client = shop.NewClient().WithToken(token);

        var answer = await client.GetAsync("/orders");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("unauthenticated", answer.Code);
        Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simple", "simple")]
    [InlineData("\"quoted\"", "quoted")]
    [InlineData("  spaced  ", "spaced")]
    public void IdempotencyKey_InEitherForm_IsRead(string header, string expected)
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Headers["Idempotency-Key"] = header;

        Assert.True(IdempotencyKey.TryRead(request, out var key));
        Assert.Equal(expected, key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a b")]
    [InlineData("naïve")]
    [InlineData("a\r\nb")]
    public void IdempotencyKey_ThatIsNone_IsRefused(string header)
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Headers["Idempotency-Key"] = header;

        Assert.False(IdempotencyKey.TryRead(request, out _));
    }

    [Fact]
    public void IdempotencyKey_TooLong_IsRefused()
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Headers["Idempotency-Key"] = new string('k', IdempotencyKey.LengthMax + 1);

        Assert.False(IdempotencyKey.TryRead(request, out _));
    }
}
