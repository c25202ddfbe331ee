using Microsoft.OpenApi;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>Describes the answers that succeed: their meaning and their headers.</summary>
internal static class AnswerDescription
{
    public const string RetryAfter = "RetryAfter";
    public const string MayRetryAfter = "MayRetryAfter";
    public const string Replayed = "Replayed";
    public const string Challenge = "Challenge";
    public const string Methods = "Methods";
    public const string Cookie = "Cookie";

    private const string Attachment = "Attachment";
    private const string Tag = "Tag";
    private const string Created = "Created";
    private const string Result = "Result";

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["200"] = "Done.",
        ["201"] = "Created.",
        ["202"] = "Accepted and not finished. Repeat the request, or read the resource, until it is.",
        ["204"] = "Done, without a body.",
        ["304"] = "The client has the current version.",
    };

    public static void Describe(OpenApiOperation operation, DescribedRoute route, OpenApiDocument document)
    {
        var responses = operation.Responses ?? [];
        var isTagged = responses.ContainsKey("304") || route.Sends(HeaderNames.ETag);
        foreach (var (status, response) in responses.Select(pair => (pair.Key, (OpenApiResponse)pair.Value)))
        {
            response.Description = Meanings[status];
            if (isTagged) Add(response, HeaderNames.ETag, Tag, document);
            if (status == "201") Add(response, HeaderNames.Location, Created, document);
            if (status == "202")
            {
                Add(response, HeaderNames.Location, Result, document);
                Add(response, HeaderNames.RetryAfter, MayRetryAfter, document);
            }

            if (route is { IsWrite: true, IsSigned: false })
            {
                Add(response, Answers.ReplayedHeader, Replayed, document);
            }

            if (route.Sends(HeaderNames.ContentDisposition))
            {
                Add(response, HeaderNames.ContentDisposition, Attachment, document);
            }

            if (route.Sends(HeaderNames.SetCookie)) Add(response, HeaderNames.SetCookie, Cookie, document);
        }
    }

    public static void AddComponents(OpenApiComponents components) =>
        components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            [Tag] = Header("The tag of this version, for `If-Match` and `If-None-Match`.", "\"7\"", true),
            [Created] = Header("Where the result can be read.", "/orders/ord_0123456789abcdefghjkmnpqr0", true),
            [Result] = Header("Where the result can be read.", "/orders/ord_0123456789abcdefghjkmnpqr0"),
            [RetryAfter] = Header("Seconds to wait before repeating the request.", "1", true),
            [MayRetryAfter] = Header("Seconds to wait before repeating the request.", "1"),
            [Replayed] = Header("`true`: this repeats the answer of the first request with this key.", "true"),
            [Challenge] = Header("The credentials that are read.", "Bearer", true),
            [Methods] = Header("The methods of this address.", "GET, POST", true),
            [Attachment] = Header(
                "The answer is to be kept as a file.", "attachment; filename=\"cus_0123456789abcdefghjkmnpqr0.json\"",
                true),
            [Cookie] = Header("The guest's cookie, set or deleted.", "sa_guest=...; path=/; samesite=strict; httponly"),
        };

    public static void Add(OpenApiResponse response, string name, string component, OpenApiDocument document) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] =
            new OpenApiHeaderReference(component, document);

    private static OpenApiHeader Header(string description, string example, bool isAlwaysThere = false) => new()
    {
        Description = description,
        Required = isAlwaysThere,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [example] },
    };
}
