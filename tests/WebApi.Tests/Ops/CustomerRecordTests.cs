using System.Net;
using System.Text.Json.Nodes;
using ShopActors.WebApi.Tests.Purchases;

namespace ShopActors.WebApi.Tests.Ops;

/// <summary>Customers as operators see them, over HTTP.</summary>
public sealed class CustomerRecordTests(TaxedFixture shop) : IClassFixture<TaxedFixture>
{
    [Fact]
    public async Task List_AfterAPurchaseAndARefund_HasWhatTheCustomerBought()
    {
        using var ada = shop.NewClient();
        var id = await RegisterAsync(ada, "Ada Lovelace", "ada@records.example");
        var order = await BuyAsync(ada, 2, "records-1");
        using var ops = shop.NewOperator();
        var total = (long)order["total"]!["amount"]!;

        var found = await UntilAsync(ops, "ada@records.example", spent: total);

        Assert.Equal((id, "Ada Lovelace", "ada@records.example", false), (
            (string)found["id"]!, (string)found["name"]!, (string)found["email"]!, (bool)found["emailVerified"]!));
        Assert.Equal((1, (string)order["id"]!), ((int)found["orderCount"]!, (string)found["lastOrderId"]!));
        Assert.Equal((string)order["placedAt"]!, (string)found["lastOrderAt"]!);

        var refund = await ops.PostAsync(
            $"/orders/{order["id"]}/refunds", new { amount = new { amount = 500, currency = "EUR" } }, "records-1");
        Assert.True(refund.Status == HttpStatusCode.Created, refund.ToString());
        await UntilAsync(ops, id, spent: total - 500);
        var record = await ops.GetAsync($"/ops/customers/{id}");
        Assert.True(record.Status == HttpStatusCode.OK, record.ToString());
        var listed = Assert.Single(record.Json["orders"]!.AsArray());
        Assert.Equal((string)order["id"]!, (string)listed!["id"]!);
        Assert.Null(listed["contact"]);
    }

    [Fact]
    public async Task Search_ByParts_FindsCustomersUntilTheyAreDeleted()
    {
        using var grace = shop.NewClient();
        var id = await RegisterAsync(grace, "Grace Brewster Hopper", "grace@records.example");
        using var ops = shop.NewOperator();
        Assert.Equal([id], await FindAsync(ops, "brewster"));
        Assert.Equal([id], await FindAsync(ops, "HOPPER grace@"));
        Assert.Empty(await FindAsync(ops, "brewster lovelace"));

        var deleted = await grace.DeleteAsync($"/users/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);

        Assert.Empty(await FindAsync(ops, "brewster"));
        Assert.Empty(await FindAsync(ops, id));
        Assert.Equal("customer_not_found", (await ops.GetAsync($"/ops/customers/{id}")).Code);
    }

    [Fact]
    public async Task Records_NeedTheScope_AndOrdersTheirOwn()
    {
        using var eve = shop.NewClient();
        var id = await RegisterAsync(eve, "Eve", "eve@records.example");
        Assert.Equal("forbidden", (await eve.GetAsync("/ops/customers")).Code);
        Assert.Equal("forbidden", (await eve.GetAsync($"/ops/customers/{id}")).Code);
        Assert.Equal("forbidden", (await eve.PostAsync("/ops/customers/recount")).Code);
        using var admin = shop.NewOperator();
        using var stock = shop.NewClient().WithToken(await KeyAsync(admin, new { name = "Keeper", role = "stock" }));
        Assert.Equal("forbidden", (await stock.GetAsync("/ops/customers")).Code);
        using var clerk = shop.NewClient().WithToken(
            await KeyAsync(admin, new { name = "Clerk", scopes = new[] { "customers:manage" } }));
        var record = await clerk.GetAsync($"/ops/customers/{id}");
        Assert.Equal(("Eve", null), ((string)record.Json["customer"]!["name"]!, record.Json["orders"]));
    }

    [Fact]
    public async Task List_WithWrongQuery_IsRefused()
    {
        using var ops = shop.NewOperator();
        Assert.Equal("cursor_invalid", (await ops.GetAsync("/ops/customers?cursor=eHl6")).Code);
        Assert.Equal("limit_out_of_range", (await ops.GetAsync("/ops/customers?limit=101")).Code);
        Assert.Equal("invalid_query", (await ops.GetAsync($"/ops/customers?q={new string('x', 201)}")).Code);
        Assert.Equal("customer_not_found", (await ops.GetAsync("/ops/customers/cus_unknown")).Code);
    }

    [Fact]
    public async Task Recount_ByAnOperator_EndsAndChangesNothingThatWasRight()
    {
        using var ada = shop.NewClient();
        await RegisterAsync(ada, "Ada Byron", "byron@records.example");
        var order = await BuyAsync(ada, 1, "records-2");
        using var ops = shop.NewOperator();
        var total = (long)order["total"]!["amount"]!;
        await UntilAsync(ops, "byron@records.example", spent: total);

        var begun = await ops.PostAsync("/ops/customers/recount", key: "recount-1");
        Assert.True(begun.Status == HttpStatusCode.Accepted, begun.ToString());
        Assert.Equal("/ops/customers/recount", begun.Headers.Location!.OriginalString);
        JsonNode latest;
        do latest = (await ops.GetAsync("/ops/customers/recount")).Json;
        while ((string)latest["status"]! == "running");

        Assert.Equal("completed", (string)latest["status"]!);
        Assert.True((long)latest["customers"]! >= 1, latest.ToString());
        await UntilAsync(ops, "byron@records.example", spent: total);
    }

    private static async Task<string> RegisterAsync(Visitor client, string name, string email)
    {
        var answer = await client.PostAsync("/users", new { name, email });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        client.WithToken((string)answer.Json["token"]!);
        return (string)answer.Json["id"]!;
    }

    private static async Task<JsonNode> BuyAsync(Visitor client, int quantity, string key)
    {
        var cart = (string)(await client.PostAsync("/carts", new { })).Json["id"]!;
        await client.PostAsync($"/carts/{cart}/items", new { sku = "MUG-1", quantity });
        var address = new { name = "A Name", line1 = "Street", postalCode = "10117", city = "Berlin", country = "DE" };
        await client.PutAsync($"/carts/{cart}/shipping-address", address);
        await client.PutAsync($"/carts/{cart}/shipping-method", new { method = "flat" });
        await client.PutAsync($"/carts/{cart}/contact", new { email = "contact@records.example" });
        var order = await client.CheckoutAsync(cart, key);
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        return order.Json;
    }

    /// <summary>The one customer that is found, once the orders are counted: they follow by events.</summary>
    private static async Task<JsonNode> UntilAsync(Visitor ops, string text, long spent)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var found = await ops.GetAsync($"/ops/customers?q={Uri.EscapeDataString(text)}");
            var customer = Assert.Single(found.Json["items"]!.AsArray())!;
            if (customer["spent"]!.AsArray() is [var sum] && (long)sum!["amount"]! == spent) return customer;
            Assert.False(patience.IsCancellationRequested, $"{spent} expected, found {found}");
            await Task.Yield();
        }
    }

    private static async Task<string[]> FindAsync(Visitor ops, string text)
    {
        var found = await ops.GetAsync($"/ops/customers?q={Uri.EscapeDataString(text)}");
        Assert.True(found.Status == HttpStatusCode.OK, found.ToString());
        return [.. found.Json["items"]!.AsArray().Select(customer => (string)customer!["id"]!)];
    }

    private static async Task<string> KeyAsync(Visitor admin, object request) =>
        (string)(await admin.PostAsync("/ops/keys", request)).Json["key"]!;
}
