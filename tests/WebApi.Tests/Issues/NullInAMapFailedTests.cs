using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>A null among the texts of a line's metadata failed inside the shop and answered 500.</summary>
public sealed class NullInAMapFailedTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("""{"note":null}""")]
    [InlineData("""{"note":1}""")]
    [InlineData("""{"note":"a","note":"b"}""")]
    [InlineData("[]")]
    public async Task AddItem_MetadataThatIsNoMapOfTexts_IsRefusedByName(string metadata)
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();
        var answer = await client.PostTextAsync(
            $"/carts/{cart}/items", $$"""{"sku":"BOOK-CLA-005","quantity":1,"metadata":{{metadata}}}""");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.Equal("metadata", (string?)answer.Json["fields"]![0]);
    }
}
