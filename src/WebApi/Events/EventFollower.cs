using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Events;

/// <summary>
/// Writes the events of a subject to a stream: those after its start, if that is an earlier event, and then every event
/// as it happens, until the client leaves, the stream's time is over, or the process stops. Then the client resumes.
/// </summary>
internal sealed class EventFollower(
    LiveEvents live,
    IGrainFactory grains,
    IOptions<LiveEventOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    // A client that was away for longer than so many of the shop's events reads the state anew.
    private const int ResumePagesMax = 100;

    /// <summary>Follows to the stream's end; false if there are too many streams.</summary>
    public async Task<bool> FollowAsync(
        string subject, EventStart start, IEventSink sink, CancellationToken cancellationToken)
    {
        if (await live.OpenAsync(subject) is not { } stream) return false;

        try
        {
            using var timeout = new CancellationTokenSource(options.Value.TimeMax, time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(
                timeout.Token, cancellationToken, lifetime.ApplicationStopping);
            await sink.OpenAsync(end.Token);
            var sent = start.After is { } position
                ? await ResumeAsync(subject, sink, position, stream.From, end.Token)
                : stream.From;
            using var heartbeat = new PeriodicTimer(options.Value.Heartbeat, time);
            await FollowAsync(sink, stream, sent, heartbeat, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The end of the stream, for one of the reasons above.
        }
        finally
        {
            live.Close(stream);
        }

        return true;
    }

    /// <summary>Sends what happened after the position, as far as the stream's beginning at least.</summary>
    private async Task<long> ResumeAsync(
        string subject, IEventSink sink, long position, long upTo, CancellationToken cancellationToken)
    {
        var feed = grains.GetGrain<IEventFeedGrain>(0);
        for (var pages = 0; position < upTo; pages++)
        {
            if (pages == ResumePagesMax)
            {
                await sink.WriteGapAsync(cancellationToken);
                return upTo;
            }

            var page = await feed.Read(subject, position, cancellationToken);
            foreach (var e in page.Events) await sink.WriteAsync(e, cancellationToken);
            await sink.FlushAsync(cancellationToken);
            position = page.Position;
            if (page.IsLast) break;
        }

        return Math.Max(position, upTo);
    }

    private static async Task FollowAsync(
        IEventSink sink, LiveStream stream, long sent, PeriodicTimer timer, CancellationToken cancellationToken)
    {
        var beat = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            var arrival = stream.Events.WaitToReadAsync(cancellationToken).AsTask();
            while (await Task.WhenAny(arrival, beat) == beat)
            {
                await beat;
                await sink.BeatAsync(cancellationToken);
                beat = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            }

            if (!await arrival) return;
            while (stream.Events.TryRead(out var e))
            {
                // One that was sent already: the loop that passes events on may have begun anew.
                if (e.Position <= sent) continue;
                await sink.WriteAsync(e, cancellationToken);
                sent = e.Position;
            }

            await sink.FlushAsync(cancellationToken);
        }
    }
}
