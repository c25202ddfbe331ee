using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>Addresses that are too long or badly escaped got an answer without a body.</summary>
public sealed class PathBrokeTheServerTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("/products/%zz")]
    [InlineData("/products/%e0%80")]
    [InlineData("/carts/%2e%2e%2f")]
    public async Task Address_BadlyEscaped_IsAProblem(string path)
    {
        using var client = shop.NewClient();
        var answer = await client.GetAsync(path);
        Assert.InRange((int)answer.Status, 400, 404);
        Assert.Equal("application/problem+json", answer.MediaType);
    }

    [Fact]
    public async Task Address_TooLong_Answers414()
    {
        using var client = shop.NewClient();
        var answer = await client.GetAsync($"/products?search={new string('a', 9_000)}");
        Assert.Equal((HttpStatusCode.RequestUriTooLong, "uri_too_long"), (answer.Status, answer.Code));
    }
}
