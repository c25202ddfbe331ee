using System.Net;

namespace ShopActors.WebApi.Tests.Carts;

/// <summary>Carts over HTTP: what a shopper does to them, alone and all at once.</summary>
public sealed class CartTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Create_Anonymous_AnswersTheTokenThatOwnsTheCart()
    {
        using var client = shop.NewClient();

        var cart = await client.PostAsync("/carts", new { });

        Assert.Equal(HttpStatusCode.Created, cart.Status);
        Assert.StartsWith("sa_gst_", (string)cart.Json["token"]!, StringComparison.Ordinal);
        Assert.Contains(cart.Headers.GetValues("Set-Cookie"), cookie =>
            cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) &&
            cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase));
        var seen = await client.GetAsync($"/carts/{cart.Json["id"]}");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Null(seen.Json["token"]);
    }

    [Fact]
    public async Task AddItem_HundredAtOnce_MakesAHundredLinesAndNoConflict()
    {
        using var client = shop.NewClient();
        var skus = await SkusAsync(client, 100);
        var cart = await client.NewCartAsync();

        var answers = await Task.WhenAll(skus.Select(sku =>
            client.PostAsync($"/carts/{cart}/items", new { sku, quantity = 1 })));

        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString()));
        var full = await client.GetAsync($"/carts/{cart}");
        Assert.Equal(100, full.Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task AddItem_SameKeyAgain_AddsOnce()
    {
        using var client = shop.NewClient();
        var sku = (await SkusAsync(client, 1))[0];
        var cart = await client.NewCartAsync();

        var first = await client.PostAsync($"/carts/{cart}/items", new { sku, quantity = 2 }, "once");
        var second = await client.PostAsync($"/carts/{cart}/items", new { sku, quantity = 2 }, "once");

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(2, (int)second.Json["items"]![0]!["quantity"]!);
    }

    [Fact]
    public async Task Line_QuantityChangedAndRemoved_FollowsTheTotal()
    {
        using var client = shop.NewClient();
        var sku = (await SkusAsync(client, 1))[0];
        var cart = await client.NewCartWithAsync(sku);
        var line = (await client.GetAsync($"/carts/{cart}")).Json["items"]![0]!;

        var changed = await client.PatchAsync($"/carts/{cart}/items/{line["id"]}", new { quantity = 3 });
        Assert.Equal(3 * (long)line["unitPrice"]!["amount"]!, (long)changed.Json["total"]!["amount"]!);
        var removed = await client.DeleteAsync($"/carts/{cart}/items/{line["id"]}");

        Assert.Empty(removed.Json["items"]!.AsArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public async Task AddItem_QuantityOutOfRange_IsRefused(int quantity)
    {
        using var client = shop.NewClient();
        var sku = (await SkusAsync(client, 1))[0];
        var cart = await client.NewCartAsync();

        var answer = await client.PostAsync($"/carts/{cart}/items", new { sku, quantity });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("quantity_out_of_range", answer.Code);
    }

    [Fact]
    public async Task AddItem_UnknownSku_IsNotFound()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();

        var answer = await client.PostAsync($"/carts/{cart}/items", new { sku = "NO-SUCH-BOOK", quantity = 1 });

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("sku_not_found", answer.Code);
    }

    [Fact]
    public async Task Cart_OfAnotherOwner_AnswersExactlyAsOneThatDoesNotExist()
    {
        using var owner = shop.NewClient();
        var sku = (await SkusAsync(owner, 1))[0];
        var cart = await owner.NewCartWithAsync(sku);
        using var other = shop.NewClient();
        await other.NewCartAsync();

        var foreign = await other.GetAsync($"/carts/{cart}");
        var unknown = await other.GetAsync("/carts/cart_00000000000000000000000000");

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal((unknown.Status, unknown.Code), (foreign.Status, foreign.Code));
        Assert.Equal(
            HttpStatusCode.NotFound, (await other.PostAsync($"/carts/{cart}/items", new { sku, quantity = 1 })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.CheckoutAsync(cart, "stolen-cart-checkout")).Status);
    }

    [Fact]
    public async Task Get_WithTheEntityTagItHas_IsNotModified()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();
        var first = await client.GetAsync($"/carts/{cart}");

        var second = await client.GetAsync($"/carts/{cart}", ("If-None-Match", first.ETag!));

        Assert.Equal(HttpStatusCode.NotModified, second.Status);
    }

    [Fact]
    public async Task PlainCart_AddListRemove_SumsPriceTimesQuantity()
    {
        using var client = shop.NewClient();
        var product = (await client.GetAsync("/products?limit=1")).Json["items"]![0]!;
        client.WithToken((string)(await client.PostAsync("/carts", new { })).Json["token"]!);

        var added = await client.PostAsync("/cart", new { itemId = (string)product["sku"]!, quantity = 3 });
        Assert.True((bool)added.Json["success"]!);
        var listed = await client.GetAsync("/cart");
        Assert.Equal(3 * (long)product["price"]!["amount"]!, (long)listed.Json["totalPrice"]!);
        var removed = await client.DeleteAsync($"/cart/{product["sku"]}");

        Assert.Empty(removed.Json["cartItems"]!.AsArray());
    }

    private static async Task<string[]> SkusAsync(Visitor client, int count)
    {
        var page = await client.GetAsync($"/products?limit={count}");
        return [.. page.Json["items"]!.AsArray().Select(item => (string)item!["sku"]!)];
    }
}
