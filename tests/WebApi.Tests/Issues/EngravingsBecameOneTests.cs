using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// Two lines of one SKU with different metadata became one line with the second's, and no metadata reached the order.
/// </summary>
public sealed class EngravingsBecameOneTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Sku = "BOOK-CLA-005";

    [Fact]
    public async Task Lines_OfOneSkuWithDifferentMetadata_ReachTheOrderAsTheyAre()
    {
        using var client = shop.NewClient();
        var cart = await NewCartAsync(client, new { gift = " yes " });
        await AddAsync(client, cart, "Anna", 1);
        await AddAsync(client, cart, "Ben", 2);
        await AddAsync(client, cart, "Anna", 2);

        var seen = (await client.GetAsync($"/carts/{cart}?checkStock=true")).Json;
        Assert.Equal([("Anna", 3), ("Ben", 2)], LinesOf(seen["items"]!));
        Assert.Equal("yes", (string?)seen["metadata"]!["gift"]);
        Assert.Empty(seen["warnings"]!.AsArray());

        var placed = await client.CheckoutAsync(cart, "engraved-checkout");
        Assert.True(placed.Status == HttpStatusCode.Created, placed.ToString());
        var order = (await client.GetAsync($"/orders/{placed.Json["id"]}")).Json;
        Assert.Equal([("Anna", 3), ("Ben", 2)], LinesOf(order["lines"]!));
        Assert.Equal("yes", (string?)order["metadata"]!["gift"]);
        Assert.Empty((await client.GetAsync($"/carts/{cart}")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Stock_ForSeveralLinesOfOneSku_IsCheckedForTheirSum()
    {
        using var ops = shop.NewOperator();
        var before = await ops.GetAsync("/stock/BOOK-CLA-004");
        await ops.PutAsync("/stock/BOOK-CLA-004", new { onHand = 3 }, ("If-Match", before.ETag!));
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();
        await AddAsync(client, cart, "Anna", 2, "BOOK-CLA-004");

        var second = await client.PostAsync(
            $"/carts/{cart}/items",
            new { sku = "BOOK-CLA-004", quantity = 2, metadata = new { engraving = "Ben" } });

        Assert.Equal((HttpStatusCode.Conflict, "insufficient_stock"), (second.Status, second.Code));
        Assert.Equal((4, 3), ((int)second.Json["requested"]!, (int)second.Json["available"]!));
    }

    [Fact]
    public async Task Merge_OfCartsWithMetadata_KeepsBoth()
    {
        using var guest = shop.NewClient();
        var source = await NewCartAsync(guest, new { note = "source", from = "guest" });
        await AddAsync(guest, source, "Ben", 1);
        using var client = shop.NewClient();
        var target = await NewCartAsync(client, new { note = "target" });
        await AddAsync(client, target, "Anna", 1);

        var merged = await client.PostAsync(
            $"/carts/{target}/merge", new { fromCartId = source, fromToken = guest.Token });

        Assert.True(merged.Status == HttpStatusCode.OK, merged.ToString());
        Assert.Equal([("Anna", 1), ("Ben", 1)], LinesOf(merged.Json["items"]!));
        Assert.Equal("target", (string?)merged.Json["metadata"]!["note"]);
        Assert.Equal("guest", (string?)merged.Json["metadata"]!["from"]);
    }

    [Fact]
    public async Task PlainCart_ItemOfSeveralLines_IsRemovedWhole()
    {
        using var client = shop.NewClient();
        var plain = await client.PostAsync("/cart", new { itemId = Sku, quantity = 1 });
        Assert.True(plain.Status == HttpStatusCode.OK, plain.ToString());
        await AddAsync(client, (string)plain.Json["cartId"]!, "Anna", 1);

        var removed = await client.DeleteAsync($"/cart/{Sku}");

        Assert.Empty(removed.Json["cartItems"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"metadata":{"note":"a\nb"}}""", 422, "invalid_metadata")]
    [InlineData("""{"metadata":{"note":null}}""", 400, "invalid_request")]
    public async Task Create_MetadataThatIsNotValid_IsRefusedByName(string body, int status, string code)
    {
        using var client = shop.NewClient();

        var answer = await client.PostTextAsync("/carts", body);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.Equal("metadata", (string?)answer.Json["fields"]![0]);
    }

    private static async Task<string> NewCartAsync(Visitor client, object metadata)
    {
        var cart = await client.PostAsync("/carts", new { currency = "EUR", metadata });
        Assert.True(cart.Status == HttpStatusCode.Created, cart.ToString());
        client.WithToken((string)cart.Json["token"]!);
        return (string)cart.Json["id"]!;
    }

    private static async Task AddAsync(
        Visitor client, string cart, string engraving, int quantity, string sku = Sku)
    {
        var added = await client.PostAsync(
            $"/carts/{cart}/items", new { sku, quantity, metadata = new { engraving } });
        Assert.True(added.Status == HttpStatusCode.OK, added.ToString());
    }

    private static IEnumerable<(string?, int)> LinesOf(System.Text.Json.Nodes.JsonNode lines) =>
        lines.AsArray().Select(line => ((string?)line!["metadata"]!["engraving"], (int)line["quantity"]!));
}
