using System.Net;
using System.Text.RegularExpressions;
using ShopActors.WebApi.Tests.Purchases;

namespace ShopActors.WebApi.Tests.Customers;

/// <summary>What the export of a customer's data contains, and what it does not.</summary>
public sealed partial class ExportTests(TaxedFixture shop) : IClassFixture<TaxedFixture>
{
    private const string Password = "words that are not common";

    [Fact]
    public async Task Export_HasAllThatTheCustomerEntered_AndNoSecret()
    {
        using var ada = shop.NewClient();
        var id = await RegisterAsync(ada, "Ada Lovelace", "ada@export.example");
        using var eve = shop.NewClient();
        await RegisterAsync(eve, "Eve Other", "eve@export.example");
        await FillCartAsync(eve, "Eve's Street 7", "eve-contact@export.example");
        var requested = await ada.PostAsync($"/users/{id}/email-verification");
        Assert.Equal(HttpStatusCode.Accepted, requested.Status);

        var bought = await FillCartAsync(ada, "Order Street 1", "order-contact@export.example", "for the order");
        await CreateCouponAsync("EXPORT-1");
        var withCoupon = await ada.PostAsync($"/carts/{bought}/coupons", new { code = "EXPORT-1" });
        Assert.Equal(HttpStatusCode.OK, withCoupon.Status);
        var order = await ada.CheckoutAsync(bought, "export-order");
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        using var ops = shop.NewOperator();
        var path = $"/orders/{order.Json["id"]}";
        await ops.PostAsync($"{path}/shipments", new { carrier = "Carrier", tracking = "TRACK-1" }, "export-ship");
        await ops.PostAsync($"{path}/notes", new { text = "A note of an operator" }, "export-note");
        var lines = new[] { new { line = 1, quantity = 1 } };
        var returned = await ada.PostAsync($"{path}/returns", new { lines, reason = "chipped edge" }, "export-return");
        Assert.True(returned.Status == HttpStatusCode.Created, returned.ToString());
        await FillCartAsync(ada, "Cart Street 2", "cart-contact@export.example", "for the cart");

        var export = await ada.GetAsync($"/users/{id}/export");

        Assert.True(export.Status == HttpStatusCode.OK, export.ToString());
        Assert.Equal(
            $"attachment; filename=\"{id}.json\"", export.Raw.ContentHeaders!.ContentDisposition!.ToString());
        string[] entered =
        [
            "Ada Lovelace", "ada@export.example", "verification", "Order Street 1", "order-contact@export.example",
            "+49 30 1", "for the order", "EXPORT-1", (string)order.Json["payment"]!["id"]!, "TRACK-1", "chipped edge",
            "Cart Street 2", "cart-contact@export.example", "for the cart", "test-program/1.0",
        ];
        Assert.All(entered, text => Assert.Contains(text, Unescaped(export), StringComparison.Ordinal));
        var exported = export.Json;
        Assert.Equal(id, (string?)exported["user"]!["id"]);
        Assert.Equal((string?)order.Json["id"], (string?)Assert.Single(exported["orders"]!.AsArray())!["id"]);
        Assert.Equal(2, exported["carts"]!.AsArray().Count);
        Assert.True((bool)Assert.Single(exported["sessions"]!.AsArray())!["current"]!);
        string[] foreign = ["Eve", "eve@", "eve-contact", Password, ada.Token!, "A note of an operator", "tok_ok"];
        Assert.All(foreign, text => Assert.DoesNotContain(text, Unescaped(export), StringComparison.Ordinal));
        Assert.DoesNotMatch(Secret(), export.Text);
    }

    [Fact]
    public async Task Export_OfManyCarts_HasEachOnce()
    {
        using var client = shop.NewClient();
        var id = await RegisterAsync(client, "Ada", "many@export.example");
        var carts = new List<string>();
        for (var i = 0; i < 55; i++) carts.Add((string)(await client.PostAsync("/carts", new { })).Json["id"]!);
        var export = await client.GetAsync($"/users/{id}/export");
        carts.Reverse();
        Assert.Equal(carts, export.Json["carts"]!.AsArray().Select(cart => (string)cart!["id"]!));
    }

    [Fact]
    public async Task Export_ByAnOperator_NeedsTheScopeAndIsLogged()
    {
        using var client = shop.NewClient();
        var id = await RegisterAsync(client, "Ada", "operator@export.example");
        await FillCartAsync(client, "Cart Street 3", "operator-contact@export.example");
        using var admin = shop.NewOperator();
        using var support = shop.NewClient().WithToken(await KeyAsync(admin, "Exporter", "support"));
        using var stock = shop.NewClient().WithToken(await KeyAsync(admin, "Keeper", "stock"));
        var export = await support.GetAsync($"/users/{id}/export");
        Assert.Contains("Cart Street 3", export.Text, StringComparison.Ordinal);
        Assert.Equal("customer_not_found", (await stock.GetAsync($"/users/{id}/export")).Code);
        using var other = shop.NewClient();
        await RegisterAsync(other, "Eve", "other@export.example");
        Assert.Equal("customer_not_found", (await other.GetAsync($"/users/{id}/export")).Code);
        var head = await support.SendAsync(HttpMethod.Head, $"/users/{id}/export", null);
        Assert.Equal((HttpStatusCode.OK, ""), (head.Status, head.Text));

        var log = (await admin.GetAsync("/ops/audit-log?limit=50")).Json["items"]!.AsArray()
            .Where(entry => (string?)entry!["operation"] == "exportCustomer" && entry["status"] is not null)
            .Select(entry => ((string?)entry!["name"], (int)entry["status"]!, (string?)entry["target"])).ToList();
        Assert.Contains(("Exporter", 200, $"GET /users/{id}/export"), log);
        Assert.Contains(("Keeper", 404, $"GET /users/{id}/export"), log);
    }

    // Tokens of the shop, and hashes in hexadecimal or base 64.
    [GeneratedRegex("sa_(cus|gst|ref|ops|ver|rst)_|[0-9a-f]{32}|[A-Za-z0-9+/]{40}")]
    private static partial Regex Secret();

    private static string Unescaped(Answer answer) => Regex.Unescape(answer.Text);

    private static async Task<string> RegisterAsync(Visitor client, string name, string email)
    {
        var answer = await client.PostAsync(
            "/users", new { name, email, password = Password }, key: null, ("User-Agent", "test-program/1.0"));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        client.WithToken((string)answer.Json["token"]!);
        return (string)answer.Json["id"]!;
    }

    private static async Task<string> FillCartAsync(Visitor client, string line1, string email, string note = "-")
    {
        var cart = (string)(await client.PostAsync("/carts", new { metadata = new { note } })).Json["id"]!;
        await client.PostAsync($"/carts/{cart}/items", new { sku = "MUG-1", quantity = 1 });
        var address = new { name = "A Name", line1, postalCode = "10117", city = "Berlin", country = "DE" };
        await client.PutAsync($"/carts/{cart}/shipping-address", address);
        await client.PutAsync($"/carts/{cart}/shipping-method", new { method = "flat" });
        var contact = await client.PutAsync($"/carts/{cart}/contact", new { email, phone = "+49 30 1" });
        Assert.True(contact.Status == HttpStatusCode.OK, contact.ToString());
        return cart;
    }

    private static async Task<string> KeyAsync(Visitor admin, string name, string role) =>
        (string)(await admin.PostAsync("/ops/keys", new { name, role })).Json["key"]!;

    private async Task CreateCouponAsync(string code)
    {
        using var ops = shop.NewOperator();
        var made = await ops.PostAsync("/promotions", new { name = code, code, kind = "percentage", value = 10 });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
    }
}
