using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.Catalog;

/// <summary>Imports of products, in both formats, cut off and repeated.</summary>
public sealed class ImportTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Csv_WithWrongLines_ImportsTheOthers()
    {
        const string Csv =
            "sku,title,price,currency,category,stock,weightGrams\r\n" +
            "IMP-1,\"Bowl, blue\",1290,EUR,Kitchen,5,300\r\n" +
            "IMP-2,,1,EUR,,,\r\n" +
            "IMP-3,Free,0,EUR,,,\r\n" +
            "IMP-4,Pan,many,EUR,,,\r\n" +
            "IMP-5,\"Two\nlines\",5,USD,,7,\r\n";
        var import = await ImportAsync("text/csv", Csv, "csv-1");

        Assert.Equal(5, (long)import["received"]!);
        Assert.Equal(1, (long)import["processed"]!);
        Assert.Equal(
            [(2, "invalid_line"), (3, "invalid_product"), (4, "invalid_line"), (5, "invalid_product")],
            import["errors"]!.AsArray().Select(error => ((int)error!["line"]!, (string)error["code"]!)));
        Assert.Equal("price", (string)import["errors"]![1]!["fields"]![0]!);
        using var ops = shop.NewOperator();
        var stock = await ops.GetAsync("/stock/IMP-1");
        Assert.Equal(5, (long)stock.Json["available"]!);
        var found = await ops.GetAsync("/products?search=bowl");
        Assert.Equal("Kitchen", (string)found.Json["items"]![0]!["category"]!);
    }

    [Fact]
    public async Task JsonLines_Repeated_ImportsEachLineOnce()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 250; i++)
        {
            lines.AppendLine($$"""{"sku":"LINE-{{i}}","title":"Line {{i}}","price":{{100 + i}},"stock":{{i}}}""");
        }

        var first = await ImportAsync("application/x-ndjson", lines.ToString(), "json-1");
        using var ops = shop.NewOperator();
        await ops.PostAsync("/stock/LINE-9/adjustments", new { delta = -4, reason = "written_off" }, "k");
        var second = await ImportAsync("application/x-ndjson", lines.ToString(), "json-1");

        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        Assert.Equal(250, (long)second["processed"]!);
        Assert.Equal(0, (long)second["failed"]!);

        // Not counted again: the adjustment after the import stays.
        Assert.Equal(5, (long)(await ops.GetAsync("/stock/LINE-9")).Json["available"]!);
    }

    [Theory]
    [InlineData("text/csv", "csv")]
    [InlineData("application/x-ndjson", "jsonl")]
    public async Task Status_OfALine_IsSetAndSurvivesARoundTrip(string mediaType, string format)
    {
        string[] rows = [$"{format}-A,,", $"{format}-B,draft,", $"{format}-C,published,", $"{format}-D,withdrawn,"];
        await ImportAsync(
            "text/csv",
            "sku,status,stock,title,price\n" + string.Join('\n', rows.Select(row => row + ",Of the import,500")),
            $"status-{format}");
        string[] expected = ["published", "draft", "published", "withdrawn"];
        Assert.Equal(expected, await StatusesAsync(format));

        // The two that are not for everyone go on sale; the file takes them back.
        using var ops = shop.NewOperator();
        var file = await ops.GetAsync($"/exports/products?format={format}&saleStatus=any");
        var lines = file.Text.Split('\n').Where((line, i) =>
            (i == 0 && format == "csv") || line.Contains($"{format}-", StringComparison.OrdinalIgnoreCase));
        var published = await ops.PostAsync($"/products/{await FindAsync($"{format}-D")}/publish");
        Assert.True(published.Status == HttpStatusCode.OK, published.ToString());
        var import = await ImportAsync(mediaType, string.Join('\n', lines), $"again-{format}");
        Assert.Equal((4, 0), ((int)import["processed"]!, (int)import["failed"]!));
        Assert.Equal(expected, await StatusesAsync(format));

        // A product that was on sale is no draft any more, and there is no other status.
        import = await ImportAsync(
            "text/csv", $"sku,status,title,price\n{format}-C,draft,New,500\n{format}-C,lost,New,500\n", $"no-{format}");
        Assert.Equal(
            ["invalid_product", "invalid_line"], import["errors"]!.AsArray().Select(error => (string?)error!["code"]));
        Assert.Equal("status", (string?)import["errors"]![0]!["fields"]![0]);
        Assert.Equal(expected, await StatusesAsync(format));
    }

    [Fact]
    public async Task Import_OfAnotherFormatOrByAStranger_IsRefused()
    {
        await ImportAsync("text/csv", "sku,title,price\n", "key-1");
        using var reused = await SendAsync("application/x-ndjson", "", "key-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reused.StatusCode);
        using var json = await SendAsync("application/json", "{}", "key-2");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        using var stranger = shop.NewClient();
        await stranger.NewCartAsync();
        using var refused = await SendAsync("text/csv", "sku,title,price\n", "key-3", stranger.Token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var ops = shop.NewOperator();
        Assert.Equal(
            HttpStatusCode.NotFound, (await ops.GetAsync("/imports/imp_0123456789abcdefghjkmnpqr0")).Status);
    }

    private async Task<JsonNode> ImportAsync(string mediaType, string text, string key)
    {
        using var answer = await SendAsync(mediaType, text, key);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, body);
        using var ops = shop.NewOperator();
        while (true)
        {
            var import = await ops.GetAsync(answer.Headers.Location!.OriginalString);
            if ((string)import.Json["status"]! == "completed") return import.Json;
            await Task.Yield();
        }
    }

    private async Task<string[]> StatusesAsync(string prefix)
    {
        using var ops = shop.NewOperator();
        var statuses = new List<string>();
        foreach (var name in "ABCD")
        {
            var product = await ops.GetAsync($"/products/{await FindAsync($"{prefix}-{name}")}");
            statuses.Add((string)product.Json["status"]!);
        }

        return [.. statuses];
    }

    private async Task<string> FindAsync(string sku)
    {
        using var ops = shop.NewOperator();
        var found = await ops.GetAsync($"/products?search={sku}&saleStatus=any");
        return (string)found.Json["items"]!.AsArray().Single(item => (string?)item!["sku"] == sku)!["id"]!;
    }

    private async Task<HttpResponseMessage> SendAsync(string mediaType, string text, string key, string? token = null)
    {
        using var http = new HttpClient { BaseAddress = shop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/products")
        {
            Content = new StringContent(text, Encoding.UTF8, mediaType),
        };
        request.Headers.Authorization = new("Bearer", token ?? ShopFixture.OpsToken);
        request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request);
    }
}
