using System.Net;

namespace ShopActors.WebApi.Tests.Problems;

/// <summary>Refusals that are rare; the client compares every answer with the codes that the route declares.</summary>
public sealed class DeclaredCodesTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task ReleaseOfAReservation_ThatWasSold_HasEnded()
    {
        using var client = shop.NewClient();
        using var ops = shop.NewOperator();
        var sku = (string)(await client.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var order = await client.CheckoutAsync(await client.NewCartWithAsync(sku), "declared-codes-sold");
        var sold = await client.WaitForEndAsync((string)order.Json["id"]!);

        var answer = await ops.DeleteAsync($"/stock/{sku}/reservations/{sold.Json["id"]}");

        Assert.Equal((HttpStatusCode.Conflict, "reservation_ended"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Head_WhereverThereIsGet_IsDescribedLikeGet()
    {
        using var client = shop.NewClient();

        var answer = await client.SendAsync(HttpMethod.Head, "/products?limit=1", null);

        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Text));
    }
}
