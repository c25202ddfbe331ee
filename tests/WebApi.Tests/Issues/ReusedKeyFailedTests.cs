using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// An idempotency key used again for another body answered 500 on some routes, and executed the other body in silence
/// on others.
/// </summary>
public sealed class ReusedKeyFailedTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Sku = "BOOK-ADV-004";

    [Fact]
    public async Task CartItem_KeyWithAnotherBody_IsRefused()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();
        var added = await client.PostAsync($"/carts/{cart}/items", new { sku = Sku, quantity = 1 }, "key-1");
        var line = (string)added.Json["items"]![0]!["id"]!;
        await AssertReusedAsync(client.PostAsync($"/carts/{cart}/items", new { sku = Sku, quantity = 2 }, "key-1"));

        var path = $"/carts/{cart}/items/{line}";
        Assert.Equal(HttpStatusCode.OK, (await client.PatchAsync(path, new { quantity = 3 }, Key("key-2"))).Status);
        await AssertReusedAsync(client.PatchAsync(path, new { quantity = 4 }, Key("key-2")));
    }

    [Fact]
    public async Task NewCart_KeyWithAnotherCurrency_IsRefused()
    {
        using var client = shop.NewClient();
        var first = await client.PostAsync("/carts", new { currency = "EUR" }, "cart-key");
        client.WithToken((string)first.Json["token"]!);
        var second = await client.PostAsync("/carts", new { currency = "EUR" }, "own-key");
        Assert.Equal(HttpStatusCode.Created, second.Status);
        await AssertReusedAsync(client.PostAsync("/carts", new { currency = "USD" }, "own-key"));
    }

    [Fact]
    public async Task OwnCart_KeyWithAnotherBody_IsRefused()
    {
        using var client = shop.NewClient();
        Assert.Equal(
            HttpStatusCode.OK, (await client.PostAsync("/cart", new { itemId = Sku, quantity = 1 }, "own")).Status);
        await client.NewCartAsync();
        Assert.Equal(
            HttpStatusCode.OK, (await client.PostAsync("/cart", new { itemId = Sku, quantity = 1 }, "own-2")).Status);
        await AssertReusedAsync(client.PostAsync("/cart", new { itemId = Sku, quantity = 2 }, "own-2"));
    }

    [Fact]
    public async Task Merge_KeyWithAnotherStrategy_IsRefused()
    {
        using var client = shop.NewClient();
        var target = await client.NewCartAsync();
        var source = (string)(await client.PostAsync("/carts", new { })).Json["id"]!;
        var path = $"/carts/{target}/merge";
        var merged = await client.PostAsync(path, new { fromCartId = source, strategy = "sum" }, "merge");
        Assert.Equal(HttpStatusCode.OK, merged.Status);
        await AssertReusedAsync(client.PostAsync(path, new { fromCartId = source, strategy = "max" }, "merge"));
    }

    [Fact]
    public async Task Customer_KeyWithAnotherName_IsRefused()
    {
        using var client = shop.NewClient();
        var ada = await client.PostAsync("/users", new { name = "Ada", email = "ada@reused.example" });
        client.WithToken((string)ada.Json["token"]!);
        var path = $"/users/{ada.Json["id"]}";
        var changed = await client.PutAsync(path, new { name = "Ada L", email = "ada@reused.example" }, Key("put"));
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        await AssertReusedAsync(client.PutAsync(path, new { name = "Eve", email = "ada@reused.example" }, Key("put")));
    }

    [Fact]
    public async Task Payment_KeyWithAnotherAmount_IsRefused()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();
        var paid = await client.PostAsync("/payment", new { amount = 100, paymentToken = "tok_ok" }, "pay");
        Assert.Equal(HttpStatusCode.OK, paid.Status);
        await AssertReusedAsync(client.PostAsync("/payment", new { amount = 200, paymentToken = "tok_ok" }, "pay"));
    }

    [Fact]
    public async Task Stock_KeyWithAnotherDifference_IsRefused()
    {
        using var ops = shop.NewOperator();
        var path = $"/stock/{Sku}/adjustments";
        var adjusted = await ops.PostAsync(path, new { delta = 1, reason = "received" }, "adjust");
        Assert.Equal(HttpStatusCode.Created, adjusted.Status);
        await AssertReusedAsync(ops.PostAsync(path, new { delta = 2, reason = "received" }, "adjust"));
    }

    [Fact]
    public async Task Write_Repeated_SaysThatItIsTheFirstAnswer()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();
        var first = await client.PostAsync($"/carts/{cart}/items", new { sku = Sku, quantity = 1 }, "again");
        var second = await client.PostAsync($"/carts/{cart}/items", new { sku = Sku, quantity = 1 }, "again");
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal((first.Text, first.ETag), (second.Text, second.ETag));
    }

    private static (string Name, string Value) Key(string key) => ("Idempotency-Key", key);

    private static async Task AssertReusedAsync(Task<Answer> request)
    {
        var answer = await request;
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (answer.Status, answer.Code));
    }
}
