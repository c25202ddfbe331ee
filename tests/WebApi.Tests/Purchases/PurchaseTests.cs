using System.Net;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.Purchases;

/// <summary>Address, shipping, tax, coupons, shipments and returns, as a shop uses them.</summary>
public sealed class PurchaseTests(TaxedFixture shop) : IClassFixture<TaxedFixture>
{
    private const string Berlin =
        """{"name":"Ada Lovelace","line1":"Unter den Linden 1","postalCode":"10117","city":"Berlin","country":"DE"}""";

    [Fact]
    public async Task Checkout_WithAddressShippingTaxAndCoupon_ChargesTheTotalThatWasShown()
    {
        var coupon = await CreatePromotionAsync(new { name = "Ten", code = "ten-1", kind = "percentage", value = 10 });
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("MUG-1", 2);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(shopper, $"/carts/{cart}/shipping-address", Berlin)).Status);
        await PutAsync(shopper, $"/carts/{cart}/contact", """{"email":"ada@example.org"}""");
        var methods = await shopper.GetAsync($"/carts/{cart}/shipping-methods");
        Assert.Equal("flat", (string)methods.Json["items"]![0]!["id"]!);
        await PutAsync(shopper, $"/carts/{cart}/shipping-method", """{"method":"flat"}""");
        var shown = await shopper.PostAsync($"/carts/{cart}/coupons", new { code = "TEN-1" });

        Assert.True(shown.Status == HttpStatusCode.OK, shown.ToString());
        Assert.Equal(2_000, Amount(shown.Json["subtotal"]));
        Assert.Equal(200, Amount(shown.Json["discounts"]![0]!["amount"]));
        Assert.Equal(595, Amount(shown.Json["shipping"]));
        Assert.Equal(287 + 95, Amount(shown.Json["tax"]));
        Assert.Equal(2_395, Amount(shown.Json["total"]));
        Assert.Equal("Berlin", (string)shown.Json["shippingAddress"]!["city"]!);
        Assert.Equal("ada@example.org", (string)shown.Json["contact"]!["email"]!);
        Assert.Equal(19m, (decimal)shown.Json["items"]![0]!["charge"]!["taxPercent"]!);

        var order = await shopper.CheckoutAsync(cart, "buy-1");
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        Assert.Equal(2_395, Amount(order.Json["total"]));
        Assert.Equal(2_395, Amount(order.Json["payment"]!["captured"]));
        Assert.Equal("Berlin", (string)order.Json["shippingAddress"]!["city"]!);
        Assert.Equal("unfulfilled", (string)order.Json["fulfilment"]!);
        Assert.Matches("^[0-9]+$", (string)order.Json["number"]!);
        using var ops = shop.NewOperator();
        Assert.Equal(
            "ten-1".ToUpperInvariant(),
            (string)(await ops.GetAsync($"/promotions/{coupon}")).Json["code"]!);
    }

    [Fact]
    public async Task Checkout_WithNothingToPay_NeedsNoPayment()
    {
        await CreatePromotionAsync(new { name = "All", code = "ALL-1", kind = "percentage", value = 100 });
        using var shopper = shop.NewClient();
        using var ops = shop.NewOperator();
        var cart = await WithCouponAsync(shopper, "ALL-1");

        var order = await shopper.PostAsync($"/carts/{cart}/checkout", new { }, "free-1");

        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        Assert.Equal(
            (0, 0, "confirmed"),
            (Amount(order.Json["total"]), Amount(order.Json["payment"]!["captured"]), (string)order.Json["status"]!));
        var refund = await ops.PostAsync($"/orders/{order.Json["id"]}/refunds", new { }, "free-refund");
        Assert.Equal("refund_exceeds_captured", refund.Code);
        Assert.Empty((await ops.GetAsync("/ops/audit")).Json["violations"]!.AsArray());

        var paid = await shopper.NewCartWithAsync("MUG-1");
        var refused = await shopper.PostAsync($"/carts/{paid}/checkout", new { }, "free-2");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (refused.Status, refused.Code));
        Assert.Equal("paymentToken", (string)refused.Json["fields"]![0]!);
    }

    [Fact]
    public async Task Coupon_ThatIsNotForTheCart_IsRefused()
    {
        await CreatePromotionAsync(
            new { name = "Big", code = "BIG-1", kind = "fixed", value = 500, minimumAmount = 5_000 });
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("MUG-1", 1);
        foreach (var code in new[] { "BIG-1", "NO-SUCH", "x" })
        {
            var refused = await shopper.PostAsync($"/carts/{cart}/coupons", new { code });
            Assert.Equal("coupon_not_applicable", (string)refused.Json["code"]!);
        }

        await shopper.PostAsync($"/carts/{cart}/items", new { sku = "MUG-1", quantity = 4 });
        var added = await shopper.PostAsync($"/carts/{cart}/coupons", new { code = "big-1" });
        Assert.Equal(HttpStatusCode.OK, added.Status);
        var item = (string)(await shopper.GetAsync($"/carts/{cart}")).Json["items"]![0]!["id"]!;
        var smaller = await shopper.PatchAsync($"/carts/{cart}/items/{item}", new { quantity = 1 });
        Assert.False((bool)smaller.Json["coupons"]![0]!["applied"]!);
        Assert.Equal(1_000, Amount(smaller.Json["total"]));
        Assert.Empty((await shopper.DeleteAsync($"/carts/{cart}/coupons/Big-1")).Json["coupons"]!.AsArray());
    }

    [Fact]
    public async Task Coupon_WithOneUse_IsForOneOrder()
    {
        var id = await CreatePromotionAsync(
            new { name = "One", code = "ONE-1", kind = "percentage", value = 50, usageLimit = 1 });
        using var first = shop.NewClient();
        using var second = shop.NewClient();
        var carts = new[] { await WithCouponAsync(first, "ONE-1"), await WithCouponAsync(second, "ONE-1") };

        var orders = await Task.WhenAll(first.CheckoutAsync(carts[0], "a"), second.CheckoutAsync(carts[1], "b"));

        var won = Assert.Single(orders, order => order.Status == HttpStatusCode.Created);
        Assert.Equal(500, Amount(won.Json["total"]));
        var lost = Assert.Single(orders, order => order.Status == HttpStatusCode.Conflict);
        Assert.Equal("coupon_exhausted", (string)lost.Json["code"]!);
        using var ops = shop.NewOperator();
        Assert.Equal(1, (long)(await ops.GetAsync($"/promotions/{id}")).Json["used"]!);
        using var third = shop.NewClient();
        var cart = await third.NewCartWithAsync("MUG-1");
        var refused = await third.PostAsync($"/carts/{cart}/coupons", new { code = "ONE-1" });
        Assert.Equal("coupon_exhausted", (string)refused.Json["code"]!);
    }

    [Fact]
    public async Task Coupon_OfADeclinedOrder_CanBeUsedAgain()
    {
        await CreatePromotionAsync(
            new { name = "Again", code = "AGAIN-1", kind = "fixed", value = 100, usageLimit = 1 });
        using var shopper = shop.NewClient();
        var cart = await WithCouponAsync(shopper, "AGAIN-1");
        Assert.Equal(
            HttpStatusCode.PaymentRequired, (await shopper.CheckoutAsync(cart, "no", "tok_declined")).Status);
        var order = await shopper.CheckoutAsync(cart, "yes");
        Assert.Equal(900, Amount(order.Json["total"]));
    }

    [Fact]
    public async Task Shipments_AndAReturn_AreOnTheOrder()
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("MUG-1", 3);
        var order = (string)(await shopper.CheckoutAsync(cart, "ship-1")).Json["id"]!;
        using var ops = shop.NewOperator();

        var part = await ops.PostAsync(
            $"/orders/{order}/shipments",
            new { lines = new[] { new { sku = "MUG-1", quantity = 1 } }, carrier = "DHL" }, "s-1");
        Assert.True(part.Status == HttpStatusCode.Created, part.ToString());
        Assert.Equal("partial", (string)(await shopper.GetAsync($"/orders/{order}")).Json["fulfilment"]!);
        var rest = await ops.PostAsync($"/orders/{order}/shipments", new { status = "packed" }, "s-2");
        var shipment = (string)rest.Json["id"]!;
        await ops.PatchAsync($"/orders/{order}/shipments/{shipment}", new { status = "shipped", tracking = "T-1" });
        var shipped = await shopper.GetAsync($"/orders/{order}");
        Assert.Equal("fulfilled", (string)shipped.Json["fulfilment"]!);
        Assert.Equal(3, (int)shipped.Json["lines"]![0]!["shipped"]!);

        var before = (long)(await ops.GetAsync("/products/" + shop.Mug + "/availability")).Json["available"]!;
        var asked = await shopper.PostAsync(
            $"/orders/{order}/returns",
            new { lines = new[] { new { line = 1, quantity = 2 } }, reason = "chipped" }, "r-1");
        var id = (string)asked.Json["id"]!;
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        Assert.Equal("requested", (string)(await shopper.GetAsync($"/returns/{id}")).Json["status"]!);
        Assert.Equal(HttpStatusCode.OK, (await ops.PostAsync($"/returns/{id}/approve", null)).Status);
        var received = await ops.PostAsync(
            $"/returns/{id}/receive", new { lines = new[] { new { line = 1, quantity = 2, restock = 1 } } }, "r-2");
        Assert.True(received.Status == HttpStatusCode.OK, received.ToString());
        Assert.True((bool)received.Json["restocked"]!);

        var after = await shopper.GetAsync($"/orders/{order}");
        Assert.Equal(2_000, Amount(after.Json["refunded"]));
        Assert.Equal(2, (int)after.Json["lines"]![0]!["returned"]!);
        Assert.Equal(
            before + 1, (long)(await ops.GetAsync("/products/" + shop.Mug + "/availability")).Json["available"]!);
        var events = (await ops.GetAsync($"/orders/{order}/timeline")).Json["items"]!.AsArray();
        Assert.Contains("return-restocked", events.Select(e => (string)e!["type"]!));
        Assert.Equal("ops", (string)events.Last(e => (string)e!["type"]! == "return-received")!["details"]!["by"]!);
        Assert.Empty((await ops.GetAsync("/ops/audit")).Json["violations"]!.AsArray());
    }

    [Fact]
    public async Task Returns_OfOthers_AreNotFound()
    {
        using var shopper = shop.NewClient();
        var order = (string)(await shopper.CheckoutAsync(await shopper.NewCartWithAsync("MUG-1"), "k")).Json["id"]!;
        var asked = await shopper.PostAsync(
            $"/orders/{order}/returns", new { lines = new[] { new { line = 1, quantity = 1 } } }, "r");
        using var stranger = shop.NewClient();
        await stranger.NewCartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/returns/{asked.Json["id"]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(
            $"/orders/{order}/returns", new { lines = new[] { new { line = 1, quantity = 1 } } }, "r")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await stranger.PostAsync($"/orders/{order}/shipments", new { }, "s")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await stranger.GetAsync("/returns/ret_0123456789abcdefghjkmnpqr0-1")).Status);
    }

    [Fact]
    public async Task Refund_ByLine_IsWhatWasPaidForIt()
    {
        await CreatePromotionAsync(new { name = "Half", code = "HALF-1", kind = "percentage", value = 50 });
        using var shopper = shop.NewClient();
        var cart = await WithCouponAsync(shopper, "HALF-1");
        var order = (string)(await shopper.CheckoutAsync(cart, "k")).Json["id"]!;
        using var ops = shop.NewOperator();
        var refund = await ops.PostAsync(
            $"/orders/{order}/refunds", new { lines = new[] { new { sku = "MUG-1", quantity = 1 } } }, "r");
        Assert.Equal(HttpStatusCode.Created, refund.Status);
        Assert.Equal(500, Amount(refund.Json["amount"]));
        Assert.Equal("refunded", (string)(await ops.GetAsync($"/orders/{order}")).Json["payment"]!["status"]!);
    }

    [Fact]
    public async Task Notes_OfOperators_AreNotShownToTheBuyer()
    {
        using var shopper = shop.NewClient();
        var order = (string)(await shopper.CheckoutAsync(await shopper.NewCartWithAsync("MUG-1"), "k")).Json["id"]!;
        using var ops = shop.NewOperator();
        Assert.Equal(
            HttpStatusCode.Created, (await ops.PostAsync($"/orders/{order}/notes", new { text = "VIP" }, "n")).Status);
        Assert.Equal("VIP", (string)(await ops.GetAsync($"/orders/{order}")).Json["notes"]![0]!["text"]!);
        Assert.DoesNotContain("VIP", (await shopper.GetAsync($"/orders/{order}")).ToString());
    }

    [Fact]
    public async Task List_OfAllOrders_FindsThemByEverything()
    {
        using var shopper = shop.NewClient();
        var placed = await shopper.CheckoutAsync(await shopper.NewCartWithAsync("CUP-1"), "k");
        var (id, number) = ((string)placed.Json["id"]!, (string)placed.Json["number"]!);
        var at = Uri.EscapeDataString((string)placed.Json["placedAt"]!);
        using var ops = shop.NewOperator();
        foreach (var query in new[] { $"q={number}", $"q={id}", "q=CUP-1", "q=sailor%20cup", $"from={at}&q=CUP-1" })
        {
            var found = await ops.GetAsync($"/ops/orders?status=confirmed&{query}");
            Assert.True(found.Status == HttpStatusCode.OK, found.ToString());
            Assert.Contains(id, found.Json["items"]!.AsArray().Select(order => (string)order!["id"]!));
        }

        foreach (var query in new[] { $"to={at}", "q=nothing-like-it", "status=pending", "customer=a@example.org" })
        {
            var found = await ops.GetAsync($"/ops/orders?{query}");
            Assert.DoesNotContain(id, found.Json["items"]!.AsArray().Select(order => (string)order!["id"]!));
        }

        var first = await ops.GetAsync("/ops/orders?limit=1");
        var second = await ops.GetAsync($"/ops/orders?limit=1&cursor={first.Json["nextCursor"]}");
        Assert.NotEqual(
            (string)first.Json["items"]![0]!["id"]!, (string)second.Json["items"]![0]!["id"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await ops.GetAsync("/ops/orders?status=lost")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.GetAsync("/ops/orders")).Status);
    }

    [Theory]
    [InlineData("""{"name":"","line1":"a","city":"b","country":"DE"}""", 422, "name")]
    [InlineData("""{"name":"a","line1":"a","city":"b","country":"XX"}""", 400, "country")]
    public async Task Address_Wrong_NamesTheField(string body, int status, string field)
    {
        using var shopper = shop.NewClient();
        var refused = await PutAsync(shopper, $"/carts/{await shopper.NewCartAsync()}/shipping-address", body);
        Assert.Equal(status, (int)refused.Status);
        Assert.Equal(field, (string)refused.Json["fields"]![0]!);
    }

    [Fact]
    public async Task ShippingMethod_ThatDoesNotDeliver_IsRefusedAndMissing()
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("MUG-1");
        var unknown = await PutAsync(shopper, $"/carts/{cart}/shipping-method", """{"method":"none"}""");
        Assert.Equal("shipping_unavailable", (string)unknown.Json["code"]!);
        var home = await PutAsync(shopper, $"/carts/{cart}/shipping-method", """{"method":"home"}""");
        Assert.Equal(HttpStatusCode.OK, home.Status);
        var paris = Berlin.Replace("\"DE\"", "\"FR\"", StringComparison.Ordinal);
        var moved = await PutAsync(shopper, $"/carts/{cart}/shipping-address", paris);
        Assert.Equal("shippingMethod", (string)moved.Json["missing"]![0]!);
        var refused = await shopper.CheckoutAsync(cart, "k");
        Assert.Equal("checkout_incomplete", (string)refused.Json["code"]!);
    }

    private static Task<Answer> PutAsync(Visitor visitor, string path, string body) =>
        visitor.PutAsync(path, JsonNode.Parse(body)!);

    private static long Amount(JsonNode? money) => (long)money!["amount"]!;

    private static async Task<string> WithCouponAsync(Visitor shopper, string code)
    {
        var cart = await shopper.NewCartWithAsync("MUG-1");
        var added = await shopper.PostAsync($"/carts/{cart}/coupons", new { code });
        Assert.True(added.Status == HttpStatusCode.OK, added.ToString());
        return cart;
    }

    private async Task<string> CreatePromotionAsync(object terms)
    {
        using var ops = shop.NewOperator();
        var created = await ops.PostAsync("/promotions", terms);
        Assert.True(created.Status == HttpStatusCode.Created, created.ToString());
        return (string)created.Json["id"]!;
    }
}
