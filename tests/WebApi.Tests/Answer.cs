using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests;

/// <summary>An answer as the tests read it: the status by name and the body as JSON to pick from.</summary>
internal sealed record Answer(ShopAnswer Raw)
{
    public HttpStatusCode Status => (HttpStatusCode)Raw.Status;

    public HttpResponseHeaders Headers => Raw.Headers!;

    public string? MediaType => Raw.MediaType;

    public IReadOnlyCollection<string> Allow => Raw.Allow;

    public string Text => Raw.Text;

    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is empty.");

    public string? ETag => Raw.ETag;

    public string Code => (string?)Json["code"] ?? "";

    public override string ToString() => $"{Raw.Status} {Text}";
}
