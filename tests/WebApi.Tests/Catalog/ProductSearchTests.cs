using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.Catalog;

/// <summary>Variants, prices in several currencies, pictures, and how shoppers find products.</summary>
public sealed class ProductSearchTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task Variants_AreFoundByGroupAttributesPriceAndStock()
    {
        using var ops = shop.NewOperator();
        await CreateShirtAsync(ops, "SHIRT-RED-M", "red", "M", 1900, stock: 1);
        await CreateShirtAsync(ops, "SHIRT-RED-L", "red", "L", 2100, stock: 0);
        await CreateShirtAsync(ops, "SHIRT-BLUE-M", "blue", "M", 1700, stock: 1);
        using var shopper = shop.NewClient();

        Assert.Equal(
            ["SHIRT-BLUE-M", "SHIRT-RED-M", "SHIRT-RED-L"],
            await SkusAsync(shopper, "group=SHIRT&sort=price"));
        Assert.Equal(["SHIRT-RED-L", "SHIRT-RED-M"], await SkusAsync(shopper, "group=shirt&attributes=colour:red"));
        Assert.Equal(["SHIRT-RED-M"], await SkusAsync(shopper, "group=SHIRT&attributes=colour:red;size:M"));
        Assert.Equal(
            ["SHIRT-RED-L", "SHIRT-RED-M"],
            await SkusAsync(shopper, "group=SHIRT&minPrice=1800&sort=price_descending"));

        var page = await shopper.GetAsync("/products?group=SHIRT&facets=true&limit=1&inStock=true");
        Assert.Equal(2, (int)page.Json["total"]!);
        var facets = page.Json["facets"]!.AsArray().ToDictionary(
            facet => (string?)facet!["attribute"] ?? "", facet => facet!["values"]!.ToJsonString());
        Assert.Equal("""[{"value":"blue","products":1},{"value":"red","products":1}]""", facets["colour"]);
        Assert.Equal("""[{"value":"M","products":2}]""", facets["size"]);
        Assert.Equal("""[{"value":"Clothes","products":2}]""", facets[""]);
    }

    [Theory]
    [InlineData("prices")]
    [InlineData("plannedPrices")]
    [InlineData("images")]
    public async Task List_WithNullAmongItsEntries_IsRefusedByName(string list)
    {
        using var ops = shop.NewOperator();
        var body = new JsonObject
        {
            ["sku"] = "GAP-1",
            ["title"] = "Gap",
            ["price"] = 5,
            [list] = new JsonArray((JsonNode?)null),
        };
        var refused = await ops.PostAsync("/products", body);
        Assert.Equal(("invalid_request", list), (refused.Code, (string)refused.Json["fields"]![0]!));
        var id = (string)(await ops.GetAsync("/products?limit=1")).Json["items"]![0]!["id"]!;
        var change = new JsonObject { [list] = new JsonArray((JsonNode?)null) };
        var patched = await ops.PatchAsync($"/products/{id}", change, ("If-Match", "*"));
        Assert.Equal("invalid_request", patched.Code);
    }

    [Theory]
    [InlineData("sort=best", "sort")]
    [InlineData("currency=EURO", "currency")]
    [InlineData("minPrice=-1", "minPrice")]
    [InlineData("attributes=red", "attributes")]
    [InlineData("saleStatus=gone", "saleStatus")]
    public async Task Query_ThatIsWrong_IsRefusedByName(string query, string field)
    {
        using var shopper = shop.NewClient();
        var refused = await shopper.GetAsync($"/products?{query}");
        Assert.Equal(("invalid_query", field), (refused.Code, (string)refused.Json["fields"]![0]!));
    }

    [Fact]
    public async Task Drafts_AreListedForOperatorsAlone()
    {
        using var ops = shop.NewOperator();
        await ops.PostAsync("/products", new { sku = "DRAFT-1", title = "Draft one", price = 5, status = "draft" });
        Assert.Equal(["DRAFT-1"], await SkusAsync(ops, "search=draft&saleStatus=draft"));
        Assert.Equal(["DRAFT-1"], await SkusAsync(ops, "search=DRAFT-1&saleStatus=any"));
        Assert.Empty(await SkusAsync(ops, "search=DRAFT-1"));
        using var shopper = shop.NewClient();
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.GetAsync("/products?saleStatus=draft")).Status);
    }

    [Fact]
    public async Task Price_InTheCartsCurrency_IsPaidAndOthersAreRefused()
    {
        using var ops = shop.NewOperator();
        var created = await ops.PostAsync("/products", new
        {
            sku = "LAMP-1",
            title = "Lamp",
            price = new { amount = 5000, currency = "EUR" },
            compareAtPrice = new { amount = 6000, currency = "EUR" },
            prices = new[]
            {
                new { price = new { amount = 5900, currency = "USD" } },
                new { price = new { amount = 820, currency = "JPY" } },
            },
            plannedPrices = new[]
            {
                new { validFrom = "2099-01-01T00:00:00Z", price = new { amount = 1, currency = "EUR" } },
            },
            initialStock = 5,
        });
        Assert.True(created.Status == HttpStatusCode.Created, created.ToString());
        Assert.Single(created.Json["plannedPrices"]!.AsArray());
        using var shopper = shop.NewClient();
        var seen = await shopper.GetAsync($"/products/{(string)created.Json["id"]!}");
        Assert.Null(seen.Json["plannedPrices"]);
        Assert.Equal(6000, (int)seen.Json["compareAtPrice"]!["amount"]!);
        Assert.Equal(0, (int)seen.Json["prices"]![1]!["price"]!["exponent"]!);

        var cart = await shopper.PostAsync("/carts", new { currency = "JPY" });
        shopper.WithToken((string)cart.Json["token"]!);
        var path = $"/carts/{(string)cart.Json["id"]!}";
        var added = await shopper.PostAsync(path + "/items", new { sku = "LAMP-1", quantity = 2 });
        Assert.Equal((1640, "JPY"), ((int)added.Json["total"]!["amount"]!, (string)added.Json["total"]!["currency"]!));
        var order = await shopper.PostAsync(path + "/checkout", new { paymentToken = "tok_ok" }, "buy-lamp");
        Assert.Equal("confirmed", (string)order.Json["status"]!);
        Assert.Equal(1640, (int)order.Json["total"]!["amount"]!);

        using var other = shop.NewClient();
        var pounds = await other.PostAsync("/carts", new { currency = "GBP" });
        other.WithToken((string)pounds.Json["token"]!);
        var refused = await other.PostAsync(
            $"/carts/{(string)pounds.Json["id"]!}/items", new { sku = "LAMP-1", quantity = 1 });
        Assert.Equal("currency_mismatch", refused.Code);
    }

    [Fact]
    public async Task Image_Uploaded_IsServedForEverAndReferredTo()
    {
        var (status, image) = await UploadAsync(Png, ShopFixture.OpsToken);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("image/png", Png.Length), ((string)image["mediaType"]!, (int)image["bytes"]!));
        var url = (string)image["url"]!;
        Assert.Equal(url, (string)(await UploadAsync(Png, ShopFixture.OpsToken)).Body["url"]!);

        using var http = new HttpClient { BaseAddress = shop.Address };
        using var read = await http.GetAsync(url);
        Assert.Equal(Png, await read.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", read.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", read.Headers.CacheControl?.ToString());
        Assert.Equal(["nosniff"], read.Headers.GetValues("X-Content-Type-Options"));
        using var conditional = new HttpRequestMessage(HttpMethod.Get, url);
        conditional.Headers.IfNoneMatch.Add(read.Headers.ETag!);
        using var unchanged = await http.SendAsync(conditional);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var ops = shop.NewOperator();
        var product = await ops.PostAsync("/products", new
        {
            sku = "PICTURE-1",
            title = "Picture",
            price = 5,
            images = new object[] { new { url, alt = "A picture" }, new { url = "https://cdn.example/b.webp" } },
        });
        Assert.Equal(url, (string)product.Json["images"]![0]!["url"]!);
    }

    [Fact]
    public async Task Image_ThatIsNone_OrByAStranger_IsRefused()
    {
        var drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray();
        var (svg, refusal) = await UploadAsync(drawing, ShopFixture.OpsToken);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid_image"), (svg, (string)refusal["code"]!));
        var large = new byte[CatalogLimits.ImageBytesMax + 1];
        Png.CopyTo(large, 0);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(large, ShopFixture.OpsToken)).Status);
        using var shopper = shop.NewClient();
        await shopper.NewCartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await UploadAsync(Png, shopper.Token!)).Status);
        Assert.Equal(
            "image_not_found", (await shopper.GetAsync("/images/img_0123456789abcdefghjkmnpqr0")).Code);
        Assert.Equal("image_not_found", (await shopper.GetAsync("/images/other")).Code);
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("jsonl", "application/x-ndjson")]
    public async Task Export_ImportedAgain_ChangesNothing(string format, string mediaType)
    {
        using var ops = shop.NewOperator();
        var created = await ops.PostAsync("/products", new
        {
            sku = $"TABLE-{format}",
            title = "Table, \"round\"; =1+1",
            price = new { amount = 5000, currency = "KWD" },
            compareAtPrice = new { amount = 6000, currency = "KWD" },
            prices = new[] { new { price = new { amount = 5900, currency = "USD" } } },
            plannedPrices = new[]
            {
                new { validFrom = "2099-01-01T00:00:00Z", price = new { amount = 1, currency = "EUR" } },
            },
            category = "Tische",
            description = "Two\nlines",
            group = "TABLE",
            attributes = new { colour = "red, dark", size = "M" },
            images = new[] { new { url = "https://cdn.example/b.webp", alt = "Round" } },
            weightGrams = 9,
            initialStock = 7,
        });
        Assert.True(created.Status == HttpStatusCode.Created, created.ToString());

        using var http = new HttpClient { BaseAddress = shop.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ShopFixture.OpsToken);
        using var exported = await http.GetAsync($"/exports/products?format={format}");
        Assert.Equal(mediaType, exported.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"products.{format}", exported.Content.Headers.ContentDisposition?.FileName);
        var text = await exported.Content.ReadAsStringAsync();
        Assert.Contains($"TABLE-{format}", text, StringComparison.Ordinal);
        Assert.Contains("BOOK-CLA-001", text, StringComparison.Ordinal);

        using var upload = new HttpRequestMessage(HttpMethod.Post, "/imports/products")
        {
            Content = new StringContent(text, Encoding.UTF8, mediaType),
        };
        upload.Headers.Add("Idempotency-Key", $"again-{format}");
        using var accepted = await http.SendAsync(upload);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        JsonNode import;
        do
        {
            import = (await ops.GetAsync(accepted.Headers.Location!.OriginalString)).Json;
        }
        while ((string)import["status"]! != "completed");

        Assert.Equal(0, (int)import["failed"]!);
        Assert.True((int)import["processed"]! > 100);
        var after = await ops.GetAsync($"/products/{(string)created.Json["id"]!}");
        Assert.Equal(created.Json.ToJsonString(), after.Json.ToJsonString());
        Assert.Equal(7, (int)(await ops.GetAsync($"/stock/TABLE-{format}")).Json["available"]!);
    }

    [Fact]
    public async Task Export_ByAStranger_IsRefused()
    {
        using var shopper = shop.NewClient();
        await shopper.NewCartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.GetAsync("/exports/products")).Status);
        using var ops = shop.NewOperator();
        Assert.Equal("invalid_query", (await ops.GetAsync("/exports/products?format=xml")).Code);
    }

    private static async Task CreateShirtAsync(
        Visitor ops, string sku, string colour, string size, int price, int stock)
    {
        var created = await ops.PostAsync("/products", new
        {
            sku,
            title = $"Shirt {colour}",
            price,
            category = "Clothes",
            group = "SHIRT",
            attributes = new { colour, size },
            initialStock = stock,
        });
        Assert.True(created.Status == HttpStatusCode.Created, created.ToString());
    }

    private static async Task<List<string>> SkusAsync(Visitor visitor, string query) =>
        [.. (await visitor.GetAsync($"/products?{query}")).Json["items"]!.AsArray()
            .Select(item => (string)item!["sku"]!)];

    private async Task<(HttpStatusCode Status, JsonNode Body)> UploadAsync(byte[] content, string token)
    {
        using var http = new HttpClient { BaseAddress = shop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/images")
        {
            Content = new ByteArrayContent(content) { Headers = { ContentType = new("image/png") } },
        };
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
