using System.Net;

namespace ShopActors.WebApi.Tests.Stock;

/// <summary>Stock over HTTP, with an operator's token and without one.</summary>
public sealed class StockTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Put_WithTheCurrentVersion_ReplacesTheQuantity()
    {
        using var ops = shop.NewOperator();
        var sku = await SkuAsync(ops, 0);
        var before = await ops.GetAsync($"/stock/{sku}");

        var after = await ops.PutAsync($"/stock/{sku}", new { onHand = 500 }, ("If-Match", before.ETag!));

        Assert.True(after.Status == HttpStatusCode.OK, after.ToString());
        Assert.Equal(500, (long)after.Json["onHand"]!);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Fact]
    public async Task Put_WithoutOrWithAnOldVersion_IsRefused()
    {
        using var ops = shop.NewOperator();
        var sku = await SkuAsync(ops, 1);

        var missing = await ops.PutAsync($"/stock/{sku}", new { onHand = 1 });
        var stale = await ops.PutAsync($"/stock/{sku}", new { onHand = 1 }, ("If-Match", "\"999999\""));

        Assert.Equal((HttpStatusCode)428, missing.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
    }

    [Fact]
    public async Task Adjust_TwiceWithOneKey_CountsOnce()
    {
        using var ops = shop.NewOperator();
        var sku = await SkuAsync(ops, 2);
        var before = await ops.GetAsync($"/stock/{sku}");

        var first = await ops.PostAsync(
            $"/stock/{sku}/adjustments", new { delta = 5, reason = "received" }, "adjust-once");
        var second = await ops.PostAsync(
            $"/stock/{sku}/adjustments", new { delta = 5, reason = "received" }, "adjust-once");
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));

        Assert.True(first.Status == HttpStatusCode.Created, first.ToString());
        Assert.Equal(first.Text, second.Text);
        var after = await ops.GetAsync($"/stock/{sku}");
        Assert.Equal((long)before.Json["available"]! + 5, (long)after.Json["available"]!);
    }

    [Fact]
    public async Task Adjust_BelowNothing_IsRefused()
    {
        using var ops = shop.NewOperator();
        var sku = await SkuAsync(ops, 3);

        var answer = await ops.PostAsync(
            $"/stock/{sku}/adjustments", new { delta = -1_000_000, reason = "written_off" }, "adjust-too-much");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("would_go_negative", answer.Code);
    }

    [Fact]
    public async Task Reservation_MadeShownAndGivenBack_LeavesTheQuantity()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();
        using var ops = shop.NewOperator();
        var sku = await SkuAsync(client, 4);
        var before = await client.GetAsync($"/stock/{sku}");

        var reserved = await client.PostAsync($"/stock/{sku}?quantity=2");
        var again = await client.PostAsync($"/stock/{sku}?quantity=2");
        Assert.True(reserved.Status == HttpStatusCode.Created, reserved.ToString());
        Assert.Equal(reserved.Json["id"]!.ToString(), again.Json["id"]!.ToString());
        var listed = await ops.GetAsync($"/stock/{sku}/reservations");
        Assert.Contains(
            listed.Json["items"]!.AsArray(), hold => hold!["id"]!.ToString() == reserved.Json["id"]!.ToString());
        var explained = await ops.GetAsync($"/stock/{sku}/explain");
        Assert.True((bool)explained.Json["balanced"]!);
        Assert.Equal(2, (long)explained.Json["sumOfHeld"]!);
        var released = await client.DeleteAsync($"/stock/{sku}");

        Assert.Equal(HttpStatusCode.NoContent, released.Status);
        var after = await client.GetAsync($"/stock/{sku}");
        Assert.Equal((long)before.Json["available"]!, (long)after.Json["available"]!);
    }

    [Fact]
    public async Task OperatorRoutes_WithAGuestToken_AreForbidden()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();
        var sku = await SkuAsync(client, 5);

        var put = await client.PutAsync($"/stock/{sku}", new { onHand = 1 }, ("If-Match", "\"1\""));
        var audit = await client.GetAsync("/ops/audit");

        Assert.Equal(HttpStatusCode.Forbidden, put.Status);
        Assert.Equal(HttpStatusCode.Forbidden, audit.Status);
    }

    private static async Task<string> SkuAsync(Visitor client, int index)
    {
        var page = await client.GetAsync("/products?limit=20&search=&cursor=");
        return (string)page.Json["items"]![index]!["sku"]!;
    }
}
