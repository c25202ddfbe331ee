using System.Net.Http.Headers;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Refuses bodies that the JSON reader would fail on: other character sets than UTF-8, and compressed ones.
/// </summary>
internal static class RequestBodies
{
    private const string Utf8 = "utf-8";

    public static void UseRequestBodies(this IApplicationBuilder app) => app.Use(static (context, next) =>
        IsReadable(context.Request) ? next(context) : Problem.WriteAsync(context, ApiErrors.UnsupportedMediaType));

    private static bool IsReadable(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding is not ["identity"]) return false;
        if (string.IsNullOrEmpty(request.ContentType)) return true;
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
