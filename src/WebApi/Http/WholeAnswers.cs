using Microsoft.AspNetCore.Http.Timeouts;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Ends a request's time limit when its answer is known. The framework takes the limit for a client that went away,
/// and ends the body silently: a late answer would be 200 with a part of its body, or none.
/// </summary>
internal static class WholeAnswers
{
    public static RouteGroupBuilder WithWholeAnswers(this RouteGroupBuilder routes) =>
        routes.AddEndpointFilter(static async (call, next) =>
        {
            var answer = await next(call);
            if (call.HttpContext.Features.Get<IHttpRequestTimeoutFeature>() is { } limit)
            {
                // The token too, because the limit may be over already. What is written to a closed connection the
                // server drops.
                limit.DisableTimeout();
                call.HttpContext.RequestAborted = CancellationToken.None;
            }

            return answer;
        });
}
