namespace ShopActors.WebApi.Http;

/// <summary>
/// Serves <c>HEAD</c> wherever there is <c>GET</c>: the route runs as for <c>GET</c>, and the server, which knows the
/// request's real method, leaves the body out.
/// </summary>
internal static class HeadRequests
{
    public static void UseHeadRequests(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    });
}
