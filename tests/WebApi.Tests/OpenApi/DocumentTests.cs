using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>docs/openapi.json is the description that the shop serves.</summary>
public sealed class DocumentTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Update = "UPDATE_OPENAPI";

    private static readonly Dictionary<string, ErrorCode> Codes =
        Enum.GetValues<ErrorCode>().ToDictionary(code => PublicName.Of(code));

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

    [Fact]
    public void Writes_AllTakeAnIdempotencyKey_ExceptTheProvidersWebhooks() => Assert.Equal(
        ["receivePaymentWebhook"], // Its events have ids of their own.
        ApiDocument.Committed.Operations
            .Where(operation => operation.Method != HttpMethod.Get)
            .Where(operation => operation.ParametersIn("header")
                .All(header => (string?)header["name"] != "Idempotency-Key"))
            .Select(operation => operation.Id));

    /// <summary>One schema for all refusals, so that generators make one class; the codes stand beside it.</summary>
    [Fact]
    public async Task Refusals_AreProblemsWithTheCodesOfTheirStatus()
    {
        using var client = shop.NewClient();

        var document = (await client.GetAsync("/openapi/v1.json")).Json;

        var own = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => operation.Value!["responses"]!.AsObject())
            .Where(response => response.Key[0] >= '4' && response.Value!["$ref"] is null)
            .Select(response => response.Value!);
        var shared = document["components"]!["responses"]!.AsObject().Select(response => response.Value!);
        var refusals = own.Concat(shared).ToList();
        Assert.All(
            refusals,
            refusal => Assert.Single(CodesOf(refusal).Select(code => ProblemTable.Of(code).Status).Distinct()));
        Assert.All(
            refusals.Where(refusal => refusal["content"] is not null),
            refusal => Assert.Equal(
                """{"$ref":"#/components/schemas/Problem"}""",
                refusal["content"]!["application/problem+json"]!["schema"]!.ToJsonString()));
        Assert.Equal(
            Enum.GetValues<ErrorCode>(),
            CodesOf(document["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!));
    }

    /// <summary>Generators make types of alternatives and of null that say nothing, or drop members.</summary>
    [Fact]
    public async Task Schemas_HaveNoAlternativesAndNoNull()
    {
        using var client = shop.NewClient();

        var document = (await client.GetAsync("/openapi/v1.json")).Json;

        Assert.All(WithParts(document).OfType<JsonObject>(), node => Assert.True(
            node["oneOf"] is null && node["anyOf"] is null && node["allOf"] is null && node["type"] is not JsonArray &&
            (node["enum"] as JsonArray)?.Contains(null) != true,
            node.GetPath()));
    }

    private static IEnumerable<JsonNode> WithParts(JsonNode node)
    {
        var parts = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray entries => entries,
            _ => [],
        };
        return parts.OfType<JsonNode>().SelectMany(WithParts).Prepend(node);
    }

    private static IEnumerable<ErrorCode> CodesOf(JsonNode described) =>
        described["x-codes"]!.AsArray().Select(code => Codes[(string)code!]);
}
