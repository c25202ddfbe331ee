using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Events;

/// <summary>
/// Answers with server-sent events: those after <c>Last-Event-ID</c>, if the client names one, and then every event as
/// it happens. A frame's <c>id</c> is the event's, its data the CloudEvents envelope in one line.
/// </summary>
internal sealed class EventStream(string subject, long? after)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult, IEndpointMetadataProvider
{
    public const string MediaType = "text/event-stream";
    public const string ResumeHeader = "Last-Event-ID";

    private const string IdPrefix = "evt_";

    // A client that was away for longer than so many of the shop's events reads the state anew.
    private const int ResumePagesMax = 100;

    private static readonly byte[] Opening = ": open\nretry: 2000\n\n"u8.ToArray();
    private static readonly byte[] Heartbeat = ": still here\n\n"u8.ToArray();
    private static readonly byte[] Gap = "event: gap\ndata: {}\n\n"u8.ToArray();

    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => MediaType;

    /// <summary>Reads <c>Last-Event-ID</c>: false if it is none of the shop's.</summary>
    public static bool TryReadPosition(HttpRequest request, out long? position)
    {
        position = null;
        if (request.Headers[ResumeHeader] is not { Count: > 0 } header) return true;
        if (header is not [{ } id] || !id.StartsWith(IdPrefix, StringComparison.Ordinal)) return false;
        if (!long.TryParse(id.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var known))
        {
            return false;
        }

        position = known;
        return true;
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [MediaType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (ImpliedMethods.IsHead(httpContext)) return;
        var services = httpContext.RequestServices;
        var live = services.GetRequiredService<LiveEvents>();
        var options = services.GetRequiredService<IOptions<LiveEventOptions>>().Value;
        if (await live.OpenAsync(subject) is not { } stream)
        {
            await Problem.WriteAsync(httpContext, ApiErrors.Overloaded);
            return;
        }

        try
        {
            var time = services.GetRequiredService<TimeProvider>();
            using var timeout = new CancellationTokenSource(options.TimeMax, time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(
                timeout.Token,
                httpContext.RequestAborted,
                services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
            var response = httpContext.Response;
            await response.Body.WriteAsync(Opening, end.Token);
            await response.Body.FlushAsync(end.Token);
            var sent = stream.From;
            if (after is { } position)
            {
                sent = await ResumeAsync(
                    services.GetRequiredService<IGrainFactory>(), response, position, stream.From, end.Token);
            }

            using var heartbeat = new PeriodicTimer(options.Heartbeat, time);
            await FollowAsync(response, stream, sent, heartbeat, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The client has left, the stream's time is over, or the process stops: the client resumes elsewhere.
        }
        finally
        {
            live.Close(stream);
        }
    }

    /// <summary>Sends what happened after the position, as far as the stream's beginning at least.</summary>
    private async Task<long> ResumeAsync(
        IGrainFactory grains, HttpResponse response, long position, long upTo, CancellationToken cancellationToken)
    {
        var feed = grains.GetGrain<IEventFeedGrain>(0);
        for (var pages = 0; position < upTo; pages++)
        {
            if (pages == ResumePagesMax)
            {
                await response.Body.WriteAsync(Gap, cancellationToken);
                return upTo;
            }

            var page = await feed.Read(subject, position, cancellationToken);
            foreach (var e in page.Events) await WriteAsync(response, e, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            position = page.Position;
            if (page.IsLast) break;
        }

        return Math.Max(position, upTo);
    }

    private static async Task FollowAsync(
        HttpResponse response, LiveStream stream, long sent, PeriodicTimer timer, CancellationToken cancellationToken)
    {
        var beat = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            var arrival = stream.Events.WaitToReadAsync(cancellationToken).AsTask();
            while (await Task.WhenAny(arrival, beat) == beat)
            {
                await beat;
                await response.Body.WriteAsync(Heartbeat, cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
                beat = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            }

            if (!await arrival) return;
            while (stream.Events.TryRead(out var e))
            {
                // One that was sent already: the loop that passes events on may have begun anew.
                if (e.Position <= sent) continue;
                await WriteAsync(response, e, cancellationToken);
                sent = e.Position;
            }

            await response.Body.FlushAsync(cancellationToken);
        }
    }

    private static async Task WriteAsync(HttpResponse response, PublishedEvent e, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(
            Encoding.ASCII.GetBytes($"id: {EventIds.Of(e.Position)}\ndata: "), cancellationToken);
        await response.Body.WriteAsync(ImmutableCollectionsMarshal.AsArray(e.CloudEvent), cancellationToken);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
    }
}
