using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ShopActors.WebApi.Problems;

/// <summary>
/// A refusal as RFC 9457 problem details, with the stable code and the refusal's details as extensions.
/// </summary>
internal sealed class Problem(ShopError error) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    private const string MediaType = "application/problem+json";
    private const string TypeBase = "https://shopactors.dev/problems/";
    private const string RetryAfterSeconds = "1";

    private static readonly FrozenSet<string> Numbers = FrozenSet.Create(
        StringComparer.Ordinal,
        "available", "requested", "expected", "actual", "refundable", "quantity", "delta", "held", "pinned",
        "currentVersion",
        "min", "max", "old", "new", "amount", "captured");

    private static readonly FrozenSet<string> Lists = FrozenSet.Create(StringComparer.Ordinal, "allowed", "skus");

    public int? StatusCode => ProblemTable.Of(error.Code).Status;

    public string? ContentType => MediaType;

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, error);

    public static async Task WriteAsync(HttpContext context, ShopError error)
    {
        var row = ProblemTable.Of(error.Code);
        var response = context.Response;
        response.StatusCode = row.Status;
        response.ContentType = MediaType;
        if (error.Retry == RetryAdvice.Later && row.Status is 409 or 429 or 503 or 504)
        {
            if (response.Headers.RetryAfter.Count == 0) response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("type", TypeBase + row.Code);
        writer.WriteString("title", row.Title);
        writer.WriteNumber("status", row.Status);
        writer.WriteString("detail", error.Message);
        writer.WriteString("instance", context.TraceIdentifier);
        writer.WriteString("code", row.Code);
        writer.WriteString("traceId", Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
        writer.WriteBoolean("retryable", error.Retry == RetryAdvice.Later);
        WriteDetails(writer, error);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Details are texts in the error. Quantities and amounts are written as numbers, lists as arrays, and a list of
    /// shortages as the JSON that it is. A detail whose name is reserved by problem details gets another name.
    /// </summary>
    private static void WriteDetails(Utf8JsonWriter writer, ShopError error)
    {
        foreach (var (name, value) in error.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name switch { "status" => "from", "code" => "cause", _ => name });
            if (Numbers.Contains(name) && long.TryParse(value, CultureInfo.InvariantCulture, out var number))
            {
                writer.WriteNumberValue(number);
            }
            else if (Lists.Contains(name))
            {
                WriteList(writer, value);
            }
            else if (value.StartsWith('[') && value.EndsWith(']'))
            {
                writer.WriteRawValue(value);
            }
            else
            {
                writer.WriteStringValue(value);
            }
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string value)
    {
        writer.WriteStartArray();
        foreach (var item in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
