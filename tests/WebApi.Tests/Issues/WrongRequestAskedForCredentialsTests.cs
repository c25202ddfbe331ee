using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>Unknown addresses, wrong methods and wrong media types asked for credentials.</summary>
public sealed class WrongRequestAskedForCredentialsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Address_Unknown_Answers404()
    {
        using var client = shop.NewClient();
        var answer = await client.GetAsync("/nothing/here");
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Code));
        Assert.Equal("/nothing/here", (string?)answer.Json["instance"]);
    }

    [Theory]
    [InlineData("PUT", "/carts")]
    [InlineData("DELETE", "/orders")]
    [InlineData("DELETE", "/products/x")]
    public async Task Method_Wrong_Answers405WithTheRightOnes(string method, string path)
    {
        using var client = shop.NewClient();
        var answer = await client.SendRawAsync(new(method), path, null);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method_not_allowed"), (answer.Status, answer.Code));
        Assert.NotEmpty(answer.Allow);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=bogus")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task MediaType_Wrong_Answers415(string mediaType)
    {
        using var client = shop.NewClient();
        var answer = await client.PostTextAsync("/orders/x/refunds", "{}", mediaType);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=UTF-8")]
    public async Task MediaType_Utf8InAnyForm_IsServed(string mediaType)
    {
        using var client = shop.NewClient();
        Assert.Equal(HttpStatusCode.Created, (await client.PostTextAsync("/carts", "{}", mediaType)).Status);
    }

    [Fact]
    public async Task Body_Compressed_Answers415()
    {
        using var client = shop.NewClient();
        var answer = await client.PostAsync("/carts", new { }, null, ("Content-Encoding", "gzip"));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("/products")]
    [InlineData("/products/categories")]
    [InlineData("/stock/BOOK-ADV-001")]
    [InlineData("/healthz")]
    [InlineData("/")]
    public async Task Head_AnswersLikeGetWithoutABody(string path)
    {
        using var client = shop.NewClient();
        var head = await client.SendRawAsync(HttpMethod.Head, path, null);
        var get = await client.GetAsync(path);
        Assert.Equal((get.Status, get.MediaType, get.ETag), (head.Status, head.MediaType, head.ETag));
        Assert.Empty(head.Text);
    }
}
