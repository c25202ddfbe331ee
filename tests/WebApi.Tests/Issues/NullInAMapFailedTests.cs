using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// A null among the texts of a line's metadata, or of a product's attributes, failed inside the shop and answered 500.
/// </summary>
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

    [Theory]
    [InlineData("""{"colour":null}""")]
    [InlineData("""{"size":"M","colour":null}""")]
    [InlineData("""{"colour":1}""")]
    public async Task Product_AttributesThatAreNoMapOfTexts_AreRefusedByName(string attributes)
    {
        using var client = shop.NewOperator();
        var item = (await client.GetAsync("/products?limit=1")).Json["items"]![0]!;
        var created = await client.PostTextAsync(
            "/products", $$"""{"sku":"NULL-1","title":"x","price":100,"attributes":{{attributes}}}""");
        var changed = await client.SendRawAsync(
            HttpMethod.Patch, $"/products/{(string)item["id"]!}", $$"""{"attributes":{{attributes}}}""",
            ("Authorization", $"Bearer {ShopFixture.OpsToken}"), ("If-Match", "*"));

        foreach (var answer in (Answer[])[created, changed])
        {
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
            Assert.Equal("attributes", (string?)answer.Json["fields"]![0]);
        }
    }
}
