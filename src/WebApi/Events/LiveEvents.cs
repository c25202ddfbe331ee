using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Events;

/// <summary>
/// Passes the shop's events to this process's open streams. One loop reads the events of all, while there are streams;
/// what a stream missed before it was opened, it reads by itself.
/// </summary>
internal sealed partial class LiveEvents(
    IGrainFactory grains, IOptions<LiveEventOptions> options, TimeProvider time, ILogger<LiveEvents> log) : IDisposable
{
    /// <summary>The subject of streams that get the events of all.</summary>
    public const string All = "";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<LiveStream, bool>> _streams = [];

    // Guards the loop's life and the number of streams.
    private readonly Lock _lock = new();
    private Task<long> _start = Task.FromResult(0L);
    private CancellationTokenSource? _loop;
    private int _count;

    // How far the loop has passed events on.
    private long _position;

    /// <summary>Opens a stream; null if there are too many.</summary>
    public async Task<LiveStream?> OpenAsync(string subject)
    {
        var stream = new LiveStream(subject, options.Value.BufferMax);
        Task<long> start;
        lock (_lock)
        {
            if (_count >= options.Value.ConnectionsMax) return null;
            if (_count++ == 0) Begin();
            _streams.GetOrAdd(subject, static _ => []).TryAdd(stream, true);
            start = _start;
        }

        try
        {
            await start;

            // Everything behind this position comes by the stream.
            stream.From = Volatile.Read(ref _position);
            return stream;
        }
        catch
        {
            Close(stream);
            throw;
        }
    }

    public void Close(LiveStream stream)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(stream.Subject, out var same) || !same.TryRemove(stream, out _)) return;
            if (same.IsEmpty) _streams.TryRemove(stream.Subject, out _);
            if (--_count > 0) return;
            _loop?.Cancel();
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private IEventFeedGrain Feed => grains.GetGrain<IEventFeedGrain>(0);

    private void Begin()
    {
        _loop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var token = _loop.Token;
        _start = StartAsync();
        _ = FollowAsync(_start, token);

        async Task<long> StartAsync()
        {
            var end = await Feed.End();
            Volatile.Write(ref _position, end);
            return end;
        }
    }

    private async Task FollowAsync(Task<long> start, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await start;
                var page = await Feed.Wait(_position, cancellationToken);
                foreach (var e in page.Events) Pass(e);
                Volatile.Write(ref _position, page.Position);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // No silo answers for a moment. The position stays, so nothing is missed.
                LogWaiting(log, e);
                if (start.IsFaulted) return;
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    private void Pass(PublishedEvent e)
    {
        foreach (var subject in (string[])[e.Subject, All])
        {
            if (!_streams.TryGetValue(subject, out var streams)) continue;
            foreach (var (stream, _) in streams) stream.Add(e);
        }
    }

    [LoggerMessage(5603, LogLevel.Warning, "Reading events failed; it is tried again")]
    private static partial void LogWaiting(ILogger logger, Exception exception);
}

/// <summary>An open stream of events.</summary>
internal sealed class LiveStream(string subject, int bufferMax)
{
    private readonly Channel<PublishedEvent> _events = Channel.CreateBounded<PublishedEvent>(
        new BoundedChannelOptions(bufferMax) { SingleReader = true });

    public string Subject => subject;

    /// <summary>Events behind this position come by the stream; earlier ones may.</summary>
    public long From { get; set; }

    public ChannelReader<PublishedEvent> Events => _events.Reader;

    /// <summary>Adds an event; ends the stream if its client reads too slowly. The client resumes.</summary>
    public void Add(PublishedEvent e)
    {
        if (!_events.Writer.TryWrite(e)) _events.Writer.TryComplete();
    }
}
