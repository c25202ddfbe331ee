using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// The schema of problems: the members of RFC 9457, those of every problem of the shop, and the details.
/// </summary>
internal static class ProblemSchema
{
    private const string Name = "Problem";
    private const string ShortageName = "Shortage";

    /// <summary>
    /// Codes for programs. They are no <c>enum</c>: generators would make a type of each list, and clients of it could
    /// not read a code that is added later.
    /// </summary>
    private const string CodesExtension = "x-codes";

    public static IOpenApiSchema Reference(OpenApiDocument document) => new OpenApiSchemaReference(Name, document);

    public static Dictionary<string, IOpenApiExtension> ListOf(IEnumerable<ErrorCode> codes) => new()
    {
        [CodesExtension] = new JsonNodeExtension(
            new JsonArray([.. codes.Select(code => (JsonNode)PublicName.Of(code))])),
    };

    public static void AddTo(OpenApiComponents components)
    {
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The kind of problem: an address that ends in the code.", "uri"),
            ["title"] = Text("What the code means."),
            ["status"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Description = "The status code.",
                Minimum = "400",
                Maximum = "599",
            },
            ["detail"] = Text("What happened, for developers."),
            ["instance"] = Text("The path of the request.", "uri-reference"),
            ["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "Why, for programs: one of the `x-codes` of the answer, or of later versions.",
                Examples = [PublicName.Of(ErrorCode.InsufficientStock)],
                Extensions = ListOf(Enum.GetValues<ErrorCode>()),
            },
            ["traceId"] = Text("The request's id in the logs."),
            ["retryable"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Boolean,
                Description = "Whether the same request, with the same `Idempotency-Key`, may succeed later.",
            },
        };
        var required = properties.Keys.ToHashSet();
        foreach (var detail in ErrorDetails.All.Values.OrderBy(detail => detail.Name, StringComparer.Ordinal))
        {
            properties[detail.Name] = Describe(detail);
        }

        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        components.Schemas[Name] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "A refusal (RFC 9457). The members after `retryable` are those that the refusal has.",
            Required = required,
            Properties = properties,
        };
        components.Schemas[ShortageName] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "A line for which there is too little stock.",
            Required = new HashSet<string> { "sku", "requested", "available" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["sku"] = Text("The SKU."),
                ["requested"] = Number("The units that were asked for."),
                ["available"] = Number("The units that are available."),
            },
        };
    }

    private static OpenApiSchema Describe(ErrorDetail detail) => detail.Kind switch
    {
        ErrorDetailKind.Number => Number(detail.Meaning),
        ErrorDetailKind.Texts => List(detail.Meaning, new OpenApiSchema { Type = JsonSchemaType.String }),
        ErrorDetailKind.Shortages => List(detail.Meaning, new OpenApiSchemaReference(ShortageName)),
        _ => Text(detail.Meaning),
    };

    private static OpenApiSchema Text(string description, string? format = null) =>
        new() { Type = JsonSchemaType.String, Description = description, Format = format };

    private static OpenApiSchema Number(string description) =>
        new() { Type = JsonSchemaType.Integer, Description = description, Format = "int64" };

    private static OpenApiSchema List(string description, IOpenApiSchema items) =>
        new() { Type = JsonSchemaType.Array, Description = description, Items = items };
}
