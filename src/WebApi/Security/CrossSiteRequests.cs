using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Security;

/// <summary>
/// Refuses writes that a page of another site makes a browser send, which would carry the browser's cookie or set
/// another one, unless the page's origin is configured (<see cref="CrossOriginOptions"/>). Browsers report the origin
/// of a request in <c>Sec-Fetch-Site</c> and <c>Origin</c>; a client that sends neither is not a browser. No browser
/// adds a bearer token by itself, so requests with one pass.
/// </summary>
internal static class CrossSiteRequests
{
    private const string FetchSite = "Sec-Fetch-Site";

    private static readonly TimeSpan PreflightMaxAge = TimeSpan.FromHours(1);

    public static void AddCrossOrigin(this IServiceCollection services)
    {
        services.AddOptions<CrossOriginOptions>().BindConfiguration(CrossOriginOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CrossOriginOptions>, CrossOriginOptionsValidator>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<CrossOriginOptions>>(static (cors, allowed) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. allowed.Value.Origins])
                .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders(
                    "Authorization", "Content-Type", IdempotencyKey.HeaderName, "If-Match", "If-None-Match",
                    Preferences.HeaderName)
                .WithExposedHeaders("ETag", "Location", "Retry-After", Answers.ReplayedHeader)
                .SetPreflightMaxAge(PreflightMaxAge)));
    }

    public static void UseCrossOrigin(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<CrossOriginOptions>>().Value.Origins;
        if (origins.Count > 0) app.UseCors();
        app.Use((context, next) =>
            IsForeign(context.Request, origins) ? Problem.WriteAsync(context, ApiErrors.CrossSite) : next(context));
    }

    internal static bool IsForeign(HttpRequest request, IList<string> allowed)
    {
        if (IsSafe(request.Method) || request.Headers.Authorization.Count > 0) return false;
        var origin = request.Headers.Origin;
        if (origin.Count == 1 && allowed.Contains(origin[0]!)) return false;
        if (request.Headers[FetchSite] is { Count: > 0 } site) return site is not ["same-origin" or "none"];

        // The scheme is not compared: behind an unconfigured proxy the API does not know the browser's.
        return origin.Count > 0 &&
            !(Uri.TryCreate(origin, UriKind.Absolute, out var from) &&
                string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
