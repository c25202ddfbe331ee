using System.Net;

namespace ShopActors.WebApi.Tests.Catalog;

/// <summary>Browsing the seed catalogue.</summary>
public sealed class ProductTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task List_PagedByCursor_ShowsEveryProductOnce()
    {
        using var client = shop.NewClient();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync($"/products?limit=30&cursor={cursor}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            seen.AddRange(page.Json["items"]!.AsArray().Select(item => (string)item!["sku"]!));
            cursor = (string?)page.Json["nextCursor"];
        }
        while (cursor is not null);

        Assert.True(seen.Count >= 200, $"{seen.Count} products");
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Get_ById_AnswersTheProductWithItsPriceInMinorUnits()
    {
        using var client = shop.NewClient();
        var listed = (await client.GetAsync("/products?limit=1")).Json["items"]![0]!;

        var product = await client.GetAsync($"/products/{listed["id"]}");

        Assert.Equal((string?)listed["title"], (string?)product.Json["title"]);
        Assert.True((long)product.Json["price"]!["amount"]! > 0);
        Assert.Equal(3, ((string)product.Json["price"]!["currency"]!).Length);
        var availability = await client.GetAsync($"/products/{listed["id"]}/availability");
        Assert.True((long)availability.Json["available"]! >= 0);
    }

    [Fact]
    public async Task Search_ByWordsOfTheTitle_FindsTheBook()
    {
        using var client = shop.NewClient();
        var listed = (await client.GetAsync("/products?limit=1")).Json["items"]![0]!;

        var found = await client.GetAsync($"/products?search={Uri.EscapeDataString((string)listed["title"]!)}");

        Assert.Contains(found.Json["items"]!.AsArray(), item => (string?)item!["id"] == (string?)listed["id"]);
    }

    [Fact]
    public async Task Categories_CountTheirProducts()
    {
        using var client = shop.NewClient();

        var categories = await client.GetAsync("/products/categories");

        var first = categories.Json.AsArray()[0]!;
        var page = await client.GetAsync(
            $"/products?limit=100&category={Uri.EscapeDataString((string)first["name"]!)}");
        Assert.Equal((int)first["products"]!, page.Json["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("/products/nothing", "product_not_found", 404)]
    [InlineData("/products?cursor=!!", "cursor_invalid", 400)]
    [InlineData("/products?limit=0", "limit_out_of_range", 400)]
    [InlineData("/products?limit=1000000000", "limit_out_of_range", 400)]
    [InlineData("/products?limit=abc", "invalid_request", 400)]
    public async Task BadInput_IsAProblem(string path, string code, int status)
    {
        using var client = shop.NewClient();

        var answer = await client.GetAsync(path);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.Equal("application/problem+json", answer.MediaType);
    }
}
