using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace ShopActors.WebApi.Events;

/// <summary>
/// Answers with server-sent events: those after <c>Last-Event-ID</c>, if the client names one, and then every event as
/// it happens.
/// </summary>
internal sealed class EventStream(string subject, EventStart start)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult, IEndpointMetadataProvider
{
    public const string MediaType = "text/event-stream";
    public const string ResumeHeader = "Last-Event-ID";

    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => MediaType;

    /// <summary>Reads <c>Last-Event-ID</c>: false if it is none of the shop's.</summary>
    public static bool TryReadStart(HttpRequest request, out EventStart start)
    {
        start = default;
        var header = request.Headers[ResumeHeader];
        return header.Count == 0 || (header is [var id] && EventStart.TryParse(id, out start));
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [MediaType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (ImpliedMethods.IsHead(httpContext)) return;
        var follower = httpContext.RequestServices.GetRequiredService<EventFollower>();
        if (!await follower.FollowAsync(
            subject, start, new EventFrames(httpContext.Response), httpContext.RequestAborted))
        {
            await Problem.WriteAsync(httpContext, ApiErrors.Overloaded);
        }
    }
}
