using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>docs/openapi.json is the description that the shop serves.</summary>
public sealed class DocumentTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Update = "UPDATE_OPENAPI";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Document_AsServed_IsTheCommittedOne()
    {
        using var client = shop.NewClient();
        var answer = await client.GetAsync("/openapi/v1.json");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        var served = answer.Json.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await File.WriteAllTextAsync(ApiDocument.CommittedPath, served);
        }

        var committed = await File.ReadAllTextAsync(ApiDocument.CommittedPath);

        Assert.True(served == committed, $"""
            The API's description has changed. Read the difference after
            {Update}=1 dotnet test tests/WebApi.Tests --filter {nameof(Document_AsServed_IsTheCommittedOne)}
            and commit docs/openapi.json.
            """);
    }

    [Fact]
    public async Task Document_AskedForAgain_IsNotMadeAgain()
    {
        using var client = shop.NewClient();
        var first = await client.GetAsync("/openapi/v1.json");
        await client.NewCartAsync();

        var again = await client.GetAsync("/openapi/v1.json?x=1");

        Assert.Equal(first.Text, again.Text);
        Assert.True(again.Headers.Contains("Age"));
    }

    [Fact]
    public void Examples_AreValid() => Assert.All(
        ApiDocument.Committed.CheckExamples(), example => Assert.True(example.Reason is null, $"{example}"));

    [Fact]
    public async Task Document_NamesNoServerOfThisMachine()
    {
        using var client = shop.NewClient();

        var document = (await client.GetAsync("/openapi/v1.json")).Json;

        Assert.Equal("/", (string?)Assert.Single(document["servers"]!.AsArray())!["url"]);
    }

    [Fact]
    public async Task Operations_AllSayWhatTheyDo()
    {
        using var client = shop.NewClient();

        var document = (await client.GetAsync("/openapi/v1.json")).Json;

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).ToList();
        Assert.All(operations, operation => Assert.All(
            (string[])["operationId", "summary", "description"],
            member => Assert.False(
                string.IsNullOrWhiteSpace((string?)operation.Value![member]), $"{operation.Value["operationId"]}")));
        Assert.Distinct(operations.Select(operation => (string?)operation.Value!["operationId"]));
    }
}
