using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Security;

/// <summary>
/// Refuses writes that a page of another site makes a browser send, which would carry the browser's cookie or set
/// another one. Browsers report the origin of a request in <c>Sec-Fetch-Site</c>, older ones in <c>Origin</c>; a client
/// that sends neither is not a browser. No browser adds a bearer token by itself, so requests with one pass.
/// </summary>
internal static class CrossSiteRequests
{
    private const string FetchSite = "Sec-Fetch-Site";

    public static void UseCrossSiteCheck(this IApplicationBuilder app) =>
        app.Use(static (context, next) =>
            IsForeign(context.Request) ? Problem.WriteAsync(context, ApiErrors.CrossSite) : next(context));

    internal static bool IsForeign(HttpRequest request)
    {
        if (IsSafe(request.Method) || request.Headers.Authorization.Count > 0) return false;
        if (request.Headers[FetchSite] is { Count: > 0 } site) return site is not ["same-origin" or "none"];

        // The scheme is not compared: behind an unconfigured proxy the API does not know the browser's.
        return request.Headers.Origin is { Count: > 0 } origin &&
            !(Uri.TryCreate(origin, UriKind.Absolute, out var from) &&
                string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
