using System.Net;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.Catalog;

/// <summary>Selling one's own goods: from a new product to a paid order, and back off sale.</summary>
public sealed class ProductManagementTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly object Price = new { amount = 1290, currency = "EUR" };

    [Fact]
    public async Task Product_CreatedWithStock_CanBeFoundAndBought()
    {
        using var operations = shop.NewOperator();
        var request = new { sku = "MUG-1", title = "Blue mug", price = Price, category = "Mugs", initialStock = 3 };
        var created = await operations.PostAsync("/products", request, "create-mug-1");
        var again = await operations.PostAsync("/products", request, "create-mug-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (created.Status, again.Status));
        Assert.Contains("true", again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(created.Json.ToJsonString(), again.Json.ToJsonString());
        Assert.Equal("published", (string)created.Json["status"]!);
        Assert.NotNull(created.Headers.ETag);
        using var shopper = shop.NewClient();
        var found = await shopper.GetAsync("/products?search=blue%20mug");
        Assert.Equal("MUG-1", (string)found.Json["items"]![0]!["sku"]!);
        Assert.Null(found.Json["items"]![0]!["author"]);

        var cart = await shopper.NewCartWithAsync("MUG-1");
        var order = await shopper.CheckoutAsync(cart, "buy-mug-1");
        Assert.Equal("confirmed", (string)order.Json["status"]!);
        Assert.Equal(2, (long)(await shopper.GetAsync("/stock/MUG-1")).Json["available"]!);
    }

    [Fact]
    public async Task Product_Withdrawn_IsNotFoundAndNotSold()
    {
        using var operations = shop.NewOperator();
        var product = await CreateAsync(operations, "MUG-2");
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("MUG-2");

        var withdrawn = await operations.PostAsync($"/products/{product}/withdraw");
        Assert.Equal("withdrawn", (string)withdrawn.Json["status"]!);

        Assert.Equal("product_not_found", (await shopper.GetAsync($"/products/{product}")).Code);
        Assert.DoesNotContain(
            (await shopper.GetAsync("/products?search=MUG-2")).Json["items"]!.AsArray(),
            item => (string)item!["sku"]! == "MUG-2");
        var refused = await shopper.CheckoutAsync(cart, "buy-mug-2");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        using var other = shop.NewClient();
        var empty = await other.NewCartAsync();
        var add = await other.PostAsync($"/carts/{empty}/items", new { sku = "MUG-2", quantity = 1 });
        Assert.Equal("sku_not_found", add.Code);
        Assert.Equal("withdrawn", (string)(await operations.GetAsync($"/products/{product}")).Json["status"]!);

        Assert.Equal(
            "published", (string)(await operations.PostAsync($"/products/{product}/publish")).Json["status"]!);
        Assert.Equal(HttpStatusCode.OK, (await shopper.GetAsync($"/products/{product}")).Status);
    }

    [Fact]
    public async Task Draft_IsSeenByOperatorsAloneUntilItIsPublished()
    {
        using var operations = shop.NewOperator();
        var created = await operations.PostAsync(
            "/products", new { sku = "MUG-3", title = "Mug", price = Price, status = "draft" });
        var path = $"/products/{(string)created.Json["id"]!}";
        using var shopper = shop.NewClient();
        Assert.Equal("product_not_found", (await shopper.GetAsync(path)).Code);

        var planned = await operations.PostAsync(
            path + "/publish", new { at = TimeProvider.System.GetUtcNow().AddDays(7) });
        Assert.Equal("draft", (string)planned.Json["status"]!);
        Assert.NotNull(planned.Json["publishAt"]);
        var tooLate = await operations.PostAsync(
            path + "/publish", new { at = TimeProvider.System.GetUtcNow().AddDays(700) });
        Assert.Equal("invalid_product", tooLate.Code);

        var published = await operations.PostAsync(path + "/publish");
        Assert.Equal("published", (string)published.Json["status"]!);
        Assert.Null(published.Json["publishAt"]);
        Assert.Equal(HttpStatusCode.OK, (await shopper.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Product_ChangedUnderItsVersion_ShowsTheNewPriceInTheCart()
    {
        using var operations = shop.NewOperator();
        var path = $"/products/{await CreateAsync(operations, "MUG-4")}";
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("MUG-4");
        var read = await operations.GetAsync(path);
        var tag = read.Headers.ETag!.ToString();
        var change = new { price = new { amount = 990, currency = "EUR" }, description = "Dishwasher safe.\nBlue." };

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await operations.PatchAsync(path, change)).Status);
        var changed = await operations.PatchAsync(path, change, ("If-Match", tag));
        Assert.Equal((HttpStatusCode.OK, 990), (changed.Status, (int)changed.Json["price"]!["amount"]!));
        Assert.Equal("Dishwasher safe.\nBlue.", (string)changed.Json["description"]!);
        Assert.Equal("stale_version", (await operations.PatchAsync(path, change, ("If-Match", tag))).Code);

        var removed = await operations.PatchAsync(
            path, new { description = "" }, ("If-Match", changed.Headers.ETag!.ToString()));
        Assert.Null(removed.Json["description"]);
        var seen = await shopper.GetAsync($"/carts/{cart}");
        Assert.Equal(990, (int)seen.Json["total"]!["amount"]!);
    }

    [Theory]
    [InlineData("MUG 5", "Mug", 1290, null, "invalid_request")]
    [InlineData("MUG-5", "", 1290, null, "invalid_product")]
    [InlineData("MUG-5", "Mug", 0, null, "invalid_product")]
    [InlineData("MUG-5", "Mug", 1290, "line\u0007", "invalid_product")]
    [InlineData("BOOK-CLA-001", "Mug", 1290, null, "product_exists")]
    public async Task Product_ThatCannotBe_IsRefused(
        string sku, string title, long amount, string? description, string code)
    {
        using var operations = shop.NewOperator();
        var body = new JsonObject
        {
            ["sku"] = sku,
            ["title"] = title,
            ["price"] = new JsonObject { ["amount"] = amount, ["currency"] = "EUR" },
        };
        if (description is not null) body["description"] = description;
        Assert.Equal(code, (await operations.PostAsync("/products", body)).Code);
    }

    [Fact]
    public async Task Product_AnyoneElse_CannotChangeTheCatalogue()
    {
        using var shopper = shop.NewClient();
        await shopper.NewCartAsync();
        var product = await shopper.PostAsync("/products", new { sku = "MUG-6", title = "Mug", price = Price });
        Assert.Equal(HttpStatusCode.Forbidden, product.Status);
        var id = (string)(await shopper.GetAsync("/products?limit=1")).Json["items"]![0]!["id"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.PostAsync($"/products/{id}/withdraw")).Status);
    }

    private static async Task<string> CreateAsync(Visitor operations, string sku)
    {
        var created = await operations.PostAsync(
            "/products", new { sku, title = $"Mug {sku}", price = Price, initialStock = 5 });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return (string)created.Json["id"]!;
    }
}
