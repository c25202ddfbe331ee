namespace ShopActors.WebApi.Http;

/// <summary>
/// Reads <c>Idempotency-Key</c>, <c>If-Match</c> and <c>If-None-Match</c> of every write once, before its handler runs.
/// What is malformed, or missing where it is required, is refused here, so that no handler has to check it.
/// </summary>
internal static class WriteHeaders
{
    private static readonly object ItemKey = new();

    public static void UseWriteHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method)) return next(context);

        // Where no route was found, routing's own answer (404, 405 or 415) goes first.
        if (context.GetEndpoint() is not RouteEndpoint) return next(context);
        return Read(context) is { } error ? Problem.WriteAsync(context, error) : next(context);
    });

    /// <summary>Marks a route whose requests must have an idempotency key.</summary>
    public static TBuilder RequiresKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new KeyRequired());

    /// <summary>Marks a route whose requests honour <c>If-Match</c>.</summary>
    public static TBuilder HonoursMatch<TBuilder>(this TBuilder builder, bool isRequired = false)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new MatchUse(isRequired));

    /// <summary>The idempotency key; null if the request has none.</summary>
    public static string? GetIdempotencyKey(this HttpContext context) => Of(context).Key;

    /// <summary>The versions at which the request may be executed.</summary>
    public static VersionMatch GetMatch(this HttpContext context) => Of(context).Match;

    private static Values Of(HttpContext context) => context.Items[ItemKey] as Values ?? Values.None;

    private static ShopError? Read(HttpContext context)
    {
        var (request, metadata) = (context.Request, context.GetEndpoint()?.Metadata);
        if (!IdempotencyKey.TryRead(request, out var key)) return ApiErrors.IdempotencyKeyInvalid;
        if (key is null && metadata?.GetMetadata<KeyRequired>() is not null) return ApiErrors.IdempotencyKeyRequired;
        if (!EntityTags.TryReadMatch(request, out var match)) return ApiErrors.IfMatchInvalid;
        if (match is null && metadata?.GetMetadata<MatchUse>()?.IsRequired == true) return ApiErrors.IfMatchRequired;
        if (key is not null || match is not null) context.Items[ItemKey] = new Values(key, match ?? VersionMatch.Any);
        return null;
    }

    private sealed record Values(string? Key, VersionMatch Match)
    {
        public static Values None { get; } = new(null, VersionMatch.Any);
    }
}

/// <summary>Marks a route whose requests must have an <c>Idempotency-Key</c>.</summary>
internal sealed record KeyRequired;

/// <summary>Marks a route whose requests honour <c>If-Match</c>.</summary>
internal sealed record MatchUse(bool IsRequired);
