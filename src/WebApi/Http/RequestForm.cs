using System.Net.Http.Headers;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Refuses what the server or the JSON reader would fail on: addresses that are too long, other character sets than
/// UTF-8, and compressed bodies.
/// </summary>
internal static class RequestForm
{
    /// <summary>The longest address; the server itself takes twice as much, but refuses without a body.</summary>
    public const int AddressMax = 8 * 1_024;

    private const string Json = "application/json"; // what nearly every client sends
    private const string Utf8 = "utf-8";

    public static void UseRequestForm(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var request = context.Request;
        if (request.Path.Value?.Length + request.QueryString.Value?.Length > AddressMax)
        {
            return Problem.WriteAsync(context, ApiErrors.UriTooLong);
        }

        return IsReadable(request) ? next(context) : Problem.WriteAsync(context, ApiErrors.UnsupportedMediaType);
    });

    private static bool IsReadable(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding is not ["identity"]) return false;
        if (request.ContentType is null or "" or Json) return true;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        if (type.CharSet is not { } charset) return true;
        if (!string.Equals(charset.Trim('"'), Utf8, StringComparison.OrdinalIgnoreCase)) return false;

        // The framework's reader does not take the quoted form.
        if (charset.StartsWith('"'))
        {
            type.CharSet = Utf8;
            request.ContentType = type.ToString();
        }

        return true;
    }
}
