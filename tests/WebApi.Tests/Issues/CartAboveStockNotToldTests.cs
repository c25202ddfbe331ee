using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// A merge above the stock gave no warning, and a line above the stock could only be reduced to the stock at once.
/// </summary>
public sealed class CartAboveStockNotToldTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Merge_AboveTheStock_WarnsAsTheCartDoes()
    {
        const string Sku = "BOOK-CLA-001";
        await SetStockAsync(Sku, 3);
        using var guest = shop.NewClient();
        var source = await guest.NewCartWithAsync(Sku, 2);
        using var client = shop.NewClient();
        var target = await client.NewCartWithAsync(Sku, 2);

        var merged = await client.PostAsync(
            $"/carts/{target}/merge", new { fromCartId = source, fromToken = guest.Token, strategy = "sum" });

        AssertShort(merged, requested: 4, available: 3);
        AssertShort(await client.GetAsync($"/carts/{target}?checkStock=true"), requested: 4, available: 3);
    }

    [Fact]
    public async Task Patch_TowardsTheStock_IsAllowedWithAWarning()
    {
        const string Sku = "BOOK-CLA-002";
        await SetStockAsync(Sku, 3);
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync(Sku, 3);
        var line = (await client.GetAsync($"/carts/{cart}")).Json["items"]![0]!["id"];
        await SetStockAsync(Sku, 1);

        AssertShort(await PatchAsync(2), requested: 2, available: 1);
        var more = await PatchAsync(3);
        Assert.Equal((HttpStatusCode.Conflict, "insufficient_stock"), (more.Status, more.Code));
        Assert.Empty((await PatchAsync(1)).Json["warnings"]!.AsArray());

        Task<Answer> PatchAsync(int quantity) => client.PatchAsync($"/carts/{cart}/items/{line}", new { quantity });
    }

    private static void AssertShort(Answer answer, int requested, int available)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        var warning = Assert.Single(answer.Json["warnings"]!.AsArray())!;
        Assert.Equal("insufficient_stock", (string?)warning["code"]);
        Assert.Equal($"{requested}", (string?)warning["details"]!["requested"]);
        Assert.Equal($"{available}", (string?)warning["details"]!["available"]);
    }

    private async Task SetStockAsync(string sku, int onHand)
    {
        using var ops = shop.NewOperator();
        var before = await ops.GetAsync($"/stock/{sku}");
        var set = await ops.PutAsync($"/stock/{sku}", new { onHand }, ("If-Match", before.ETag!));
        Assert.True(set.Status == HttpStatusCode.OK, set.ToString());
    }
}
