namespace ShopActors.WebApi.Http;

/// <summary>
/// The methods that no route maps: <c>HEAD</c> runs the route of <c>GET</c>, and the server, which knows the request's
/// real method, leaves the body out; <c>OPTIONS</c> answers with the methods that there are.
/// </summary>
internal static class ImpliedMethods
{
    private static readonly object HeadKey = new();

    public static void UseImpliedMethods(this IApplicationBuilder app) => app.Use(static (context, next) =>
        HttpMethods.IsHead(context.Request.Method) ? HeadAsync(context, next)
        : HttpMethods.IsOptions(context.Request.Method) ? OptionsAsync(context, next)
        : next(context));

    /// <summary>Whether the client asks for the headers alone: for answers that would not end.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(HeadKey);

    private static async Task HeadAsync(HttpContext context, RequestDelegate next)
    {
        context.Items[HeadKey] = true;
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>Routing has set <c>Allow</c> and 405, because it found the address but not the method.</summary>
    private static async Task OptionsAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed } response)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
