using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>Query parameters that were misspelt or repeated were ignored.</summary>
public sealed class QueryIgnoredTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("/products?categorie=Classics", "categorie")]
    [InlineData("/products?limit=5&limit=6", "limit")]
    [InlineData("/products?zz=1&aa=2", "aa,zz")]
    [InlineData("/products/categories?x=1", "x")]
    [InlineData("/cart?x=", "x")]
    public async Task Query_UnknownOrRepeated_IsRefusedByName(string path, string names)
    {
        using var client = shop.NewClient();
        var answer = await client.GetAsync(path);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_query"), (answer.Status, answer.Code));
        Assert.Equal(names, string.Join(',', answer.Json["fields"]!.AsArray().Select(name => (string?)name)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("sum,max")]
    [InlineData("Sum")]
    public async Task Merge_StrategyThatIsNone_IsRefusedByName(string strategy)
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();
        var answer = await client.PostAsync($"/carts/{cart}/merge", new { fromCartId = cart, strategy });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.Equal("strategy", (string?)answer.Json["fields"]![0]);
    }
}
