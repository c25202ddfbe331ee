using System.Collections.Frozen;
using System.Net;
using ShopActors.WebApi.Tests.OpenApi;

namespace ShopActors.WebApi.Tests.Problems;

/// <summary>Refusals that are rare; the client compares every answer with the codes that the route declares.</summary>
public sealed class DeclaredCodesTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    /// <summary>Codes that no route answers with, and why none can.</summary>
    private static readonly FrozenDictionary<string, string> NotOverHttp = new Dictionary<string, string>
    {
        ["reservation_mismatch"] = "Callers get reservation_exists; an order asks for one quantity only.",
        ["reservation_not_pinned"] = "Only an order sells its reservation, which is pinned from the start.",
        ["time_to_live_out_of_range"] = "The routes give the time, not the caller.",
        ["checkout_ended"] = "The order that tries to lock the cart again is cancelled, with this as the cause.",
        ["invalid_line"] = "A line of an import has it, in the list of errors.",
        ["capture_exceeds_authorised"] = "An order captures what it authorised.",
    }.ToFrozenDictionary();

    [Fact]
    public void Codes_ThatNoRouteDeclares_CannotBeAnswered() =>
        Assert.Equal(
            ApiDocument.Committed.Codes.Except(ApiDocument.Committed.DeclaredCodes).Order(StringComparer.Ordinal),
            NotOverHttp.Keys.Order(StringComparer.Ordinal));

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
