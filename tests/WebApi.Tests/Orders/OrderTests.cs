using System.Net;

namespace ShopActors.WebApi.Tests.Orders;

/// <summary>What can be done to an order after it was placed.</summary>
public sealed class OrderTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Refund_InParts_NeverGivesBackMoreThanWasTaken()
    {
        using var client = shop.NewClient();
        var order = await BuyAsync(client, 0);
        var total = (long)order["total"]!["amount"]!;
        using var ops = shop.NewOperator();
        var path = $"/orders/{order["id"]}/refunds";

        var part = await ops.PostAsync(path, new { amount = new { amount = 1, currency = "EUR" } }, "refund-part");
        var again = await ops.PostAsync(path, new { amount = new { amount = 1, currency = "EUR" } }, "refund-part");
        var tooMuch = await ops.PostAsync(
            path, new { amount = new { amount = total, currency = "EUR" } }, "refund-too-much");
        var rest = await ops.PostAsync(path, new { }, "refund-rest");

        Assert.True(part.Status == HttpStatusCode.Created, part.ToString());
        Assert.Equal(part.Text, again.Text);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "refund_exceeds_captured"), (tooMuch.Status, tooMuch.Code));
        Assert.Equal(total - 1, (long)rest.Json["amount"]!["amount"]!);
        var refunded = await client.GetAsync($"/orders/{order["id"]}");
        Assert.Equal(total, (long)refunded.Json["payment"]!["refunded"]!["amount"]!);
    }

    [Fact]
    public async Task Refund_WithoutAKey_IsRefused()
    {
        using var client = shop.NewClient();
        var order = await BuyAsync(client, 1);
        using var ops = shop.NewOperator();

        var answer = await ops.PostAsync($"/orders/{order["id"]}/refunds", new { });

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_key_required"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Cancel_AfterThePaymentWasTaken_IsRefusedAndSaysWhatIsAllowed()
    {
        using var client = shop.NewClient();
        var order = await BuyAsync(client, 2);

        var answer = await client.PostAsync($"/orders/{order["id"]}/cancel", null, "cancel-late");

        Assert.Equal((HttpStatusCode.Conflict, "invalid_state"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Json["allowed"]);
    }

    [Fact]
    public async Task List_PagedByCursor_ShowsTheLatestFirstAndEachOnce()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();
        var placed = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            placed.Add((string)(await BuyAsync(client, 3))["id"]!);
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync($"/orders?limit=2&cursor={cursor}");
            listed.AddRange(page.Json["items"]!.AsArray().Select(order => (string)order!["id"]!));
            cursor = (string?)page.Json["nextCursor"];
        }
        while (cursor is not null);

        Assert.Equal(placed.AsEnumerable().Reverse(), listed);
    }

    [Fact]
    public async Task Timeline_AsOfItsFirstEntry_ShowsTheOrderPending()
    {
        using var client = shop.NewClient();
        var order = await BuyAsync(client, 4);
        var timeline = await client.GetAsync($"/orders/{order["id"]}/timeline");
        var placedAt = (string)timeline.Json["items"]![0]!["at"]!;

        var early = await client.GetAsync($"/orders/{order["id"]}/timeline?asOf={Uri.EscapeDataString(placedAt)}");

        Assert.True(early.Status == HttpStatusCode.OK, early.ToString());
        Assert.Equal(1, (int)early.Json["items"]![0]!["sequence"]!);
        Assert.True(early.Json["items"]!.AsArray().Count <= timeline.Json["items"]!.AsArray().Count);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> BuyAsync(Visitor client, int product)
    {
        var page = await client.GetAsync("/products?limit=20");
        var sku = (string)page.Json["items"]![product]!["sku"]!;
        var created = await client.PostAsync("/carts", new { });
        var cart = (string)created.Json["id"]!;
        if (client.Token is null) client.WithToken((string)created.Json["token"]!);
        await client.PostAsync($"/carts/{cart}/items", new { sku, quantity = 1 });
        var order = await client.CheckoutAsync(cart, $"order-test-{Guid.NewGuid():N}");
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        return order.Json;
    }
}
