using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Xunit.Sdk;

namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>
/// The committed description of the API. Compares answers with it: the status, the headers, the media type, the body,
/// of which every member must be described, and the code of a refusal.
/// </summary>
internal sealed class ApiDocument
{
    private const string SchemaReference = "#/components/schemas/";
    private const string Definitions = "#/$defs/";
    private const string ProblemMediaType = "application/problem+json";

    private static readonly string[] DescribedHeaders =
    [
        "ETag", "Location", "Retry-After", "Idempotency-Replayed", "Allow", "WWW-Authenticate", "Set-Cookie",
        "Content-Disposition",
    ];

    // Pages, probes and the description itself.
    private static readonly string[] NotDescribed =
    [
        "/tokens.css", "/shop/", "/shared/", "/ops/console.", "/healthz", "/readyz", "/metrics", "/openapi/",
        "/scalar", "/ops/failure-lab",
    ];

    private static readonly EvaluationOptions Quick =
        new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = true };

    private static readonly EvaluationOptions Thorough =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    // OpenAPI's own, in which extensions are allowed.
    private static readonly BuildOptions AsOpenApi = new() { Dialect = Dialect.Draft202012 };

    private readonly ConcurrentDictionary<string, Lazy<JsonSchema>> _schemas = new(StringComparer.Ordinal);
    private readonly List<(string Template, string[] Segments, JsonObject Operations)> _routes;
    private readonly JsonObject _root;
    private readonly JsonObject _closed;

    private ApiDocument(string text)
    {
        _root = JsonNode.Parse(text)!.AsObject();
        _closed = Close(_root["components"]!["schemas"]!.AsObject());

        // The most literal template of a path is the one that the router takes.
        _routes =
        [
            .. _root["paths"]!.AsObject()
                .OrderBy(path => path.Key.Count(c => c == '{'))
                .Select(path => (path.Key, path.Key.Split('/'), path.Value!.AsObject())),
        ];
    }

    public static string CommittedPath => Path.Combine(RepositoryLayout.Root, "docs", "openapi.json");

    public static ApiDocument Committed { get; } = new(File.ReadAllText(CommittedPath));

    public IEnumerable<ApiOperation> Operations =>
        from route in _routes
        from operation in route.Operations
        select new ApiOperation(
            (string)operation.Value!["operationId"]!,
            HttpMethod.Parse(operation.Key),
            route.Template,
            [.. (operation.Value["parameters"]?.AsArray() ?? []).Select(parameter => Resolve(parameter)!)],
            operation.Value["requestBody"]?["content"]?["application/json"]?["schema"]?.AsObject(),
            operation.Value["security"]?.AsArray().All(scheme => scheme!["operator"] is not null) == true,
            operation.Value["responses"]!["200"]?["content"]?["text/event-stream"] is not null);

    /// <summary>All codes of refusals.</summary>
    public IEnumerable<string> Codes =>
        CodesOf(_root["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!.AsObject());

    /// <summary>The codes that operations name.</summary>
    public IEnumerable<string> DeclaredCodes =>
        from route in _routes
        from operation in route.Operations
        from response in operation.Value!["responses"]!.AsObject()
        from code in CodesOf(Resolve(response.Value)!)
        select code;

    /// <exception cref="XunitException">The document does not describe the answer.</exception>
    public void Check(ShopRequest request, ShopAnswer answer)
    {
        // OpenAPI describes no preflights.
        if (request.Method == HttpMethod.Options) return;

        var path = request.Path.Split('?')[0];
        if (path is "/" or "/ops" or "/ops/") return;
        if (NotDescribed.Any(start => path.StartsWith(start, StringComparison.Ordinal))) return;

        var (name, response) = Find(request.Method, path, answer);
        if (Explain(name, response, request.Method, answer) is { } reason)
        {
            throw new XunitException($"{name} answered {answer}, which docs/openapi.json does not describe: {reason}.");
        }
    }

    /// <summary>The examples of bodies, with what is wrong with them.</summary>
    public IEnumerable<(string Schema, string? Reason)> CheckExamples() =>
        from schema in _closed
        from example in schema.Value!["examples"]?.AsArray() ?? []
        select (schema.Key, Evaluate(
            $"examples/{schema.Key}",
            new() { ["$ref"] = Definitions + schema.Key },
            JsonSerializer.SerializeToElement(example)));

    /// <summary>The description of the answer; null if there is none.</summary>
    private (string Name, JsonObject? Response) Find(HttpMethod method, string path, ShopAnswer answer)
    {
        var verb = (method == HttpMethod.Head ? HttpMethod.Get : method).Method;

        // As the router does: a slash at the end is no segment, and a parameter takes none that is empty.
        var segments = (path.EndsWith('/') ? path[..^1] : path).Split('/');
        foreach (var (template, parts, operations) in _routes)
        {
            if (!Matches(parts, segments) || operations[verb.ToLowerInvariant()] is not JsonObject operation) continue;
            var status = answer.Status.ToString(CultureInfo.InvariantCulture);
            return ($"{verb} {template} {status}", Resolve(operation["responses"]![status]));
        }

        // No route: one of the answers that every address may give.
        var code = answer.Body.Length == 0 ? null : (string?)JsonNode.Parse(answer.Body)!["code"];
        var shared = _root["components"]!["responses"]!.AsObject().FirstOrDefault(candidate =>
            CodesOf(candidate.Value!.AsObject()).Any(known =>
                StatusOfAnyAddress(known) == answer.Status && (known == code || method == HttpMethod.Head)));
        return ($"{verb} {path} {answer.Status} {code}", shared.Value?.AsObject());
    }

    /// <summary>The status of a code that every address may answer; null for the others.</summary>
    private static int? StatusOfAnyAddress(string? code) => code switch
    {
        "unauthenticated" => 401,
        "cross_site_request" => 403,
        "not_found" => 404,
        "method_not_allowed" => 405,
        "request_timeout" => 408,
        "body_too_large" => 413,
        "uri_too_long" => 414,
        "unsupported_media_type" => 415,
        "too_many_requests" => 429,
        "overloaded" => 503,
        _ => null,
    };

    private string? Explain(string name, JsonObject? response, HttpMethod method, ShopAnswer answer)
    {
        if (response is null) return "the status is not documented";
        var sent = answer.Headers!.Concat(answer.ContentHeaders!).Select(header => header.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var header in DescribedHeaders)
        {
            var isSent = sent.Contains(header);
            var description = Resolve(response["headers"]?[header]);
            if (isSent && description is null) return $"the header {header} is not documented";
            if (!isSent && (bool?)description?["required"] == true) return $"the header {header} is missing";
        }

        if (method == HttpMethod.Head) return answer.Body.Length == 0 ? null : "there is a body";
        if (response["content"] is not JsonObject content)
        {
            return answer.Body.Length == 0 ? null : "a body is not documented";
        }

        if (content[answer.MediaType ?? ""]?["schema"] is not JsonObject schema)
        {
            return $"the media type {answer.MediaType} is not documented";
        }

        // A file, or lines of JSON.
        if (answer.MediaType is not ("application/json" or ProblemMediaType)) return null;
        return Evaluate(name, schema, answer.Json) ?? ExplainProblem(response, answer);
    }

    /// <summary>What the answer's schema, which all problems share, does not say of this one.</summary>
    private static string? ExplainProblem(JsonObject response, ShopAnswer answer)
    {
        if (answer.MediaType != ProblemMediaType) return null;
        var (code, status) = (answer.Json.GetProperty("code").GetString(), answer.Json.GetProperty("status"));
        if (!CodesOf(response).Contains(code)) return $"the code {code} is not documented";
        return status.GetInt32() == answer.Status ? null : $"the problem has the status {status}";
    }

    private string? Evaluate(string name, JsonObject schema, JsonElement body)
    {
        var closed = _schemas.GetOrAdd(name, _ => new(() => Build(name, schema))).Value;
        if (closed.Evaluate(body, Quick).IsValid) return null;
        return string.Join("; ",
            from detail in closed.Evaluate(body, Thorough).Details ?? []
            from error in detail.Errors ?? new Dictionary<string, string>()
            select $"{detail.InstanceLocation} {error.Key} {error.Value}");
    }

    private JsonSchema Build(string name, JsonObject schema)
    {
        var closed = Rename(schema);
        var definitions = new JsonObject();
        AddDefinitions(closed, definitions);
        closed["$defs"] = definitions;
        return JsonSchema.FromText(
            closed.ToJsonString(), AsOpenApi, new Uri($"https://shop.example/{Uri.EscapeDataString(name)}"));
    }

    /// <summary>
    /// Adds the definitions that a node refers to, and those that they refer to: all of them, for each of a thousand
    /// schemas, would fill the memory.
    /// </summary>
    private void AddDefinitions(JsonNode? node, JsonObject definitions)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) AddDefinitions(item, definitions);
        }

        if (node is not JsonObject members) return;
        foreach (var (name, member) in members)
        {
            if (name != "$ref")
            {
                AddDefinitions(member, definitions);
                continue;
            }

            var definition = ((string)member!)[Definitions.Length..];
            if (!definitions.TryAdd(definition, _closed[definition]!.DeepClone())) continue;
            AddDefinitions(definitions[definition], definitions);
        }
    }

    /// <summary>Schemas without members that they do not describe.</summary>
    private static JsonObject Close(JsonObject schemas)
    {
        var closed = Rename(schemas);
        foreach (var (_, schema) in closed)
        {
            if (schema!["properties"] is not null) schema["additionalProperties"] ??= false;
        }

        return closed;
    }

    private static JsonObject Rename(JsonObject schemas) => JsonNode.Parse(
        schemas.ToJsonString().Replace(SchemaReference, Definitions, StringComparison.Ordinal))!.AsObject();

    /// <summary>What a reference refers to; anything else as it is.</summary>
    public JsonObject? Resolve(JsonNode? node)
    {
        if ((string?)node?["$ref"] is not { } reference) return node?.AsObject();
        return reference.Split('/').Skip(1).Aggregate((JsonNode)_root, (at, name) => at[name]!).AsObject();
    }

    private static IEnumerable<string> CodesOf(JsonObject described) =>
        described["x-codes"]?.AsArray().Select(code => (string)code!) ?? [];

    private static bool Matches(string[] template, string[] segments) =>
        template.Length == segments.Length &&
        template.Zip(segments).All(pair =>
            pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);
}
