using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reads the outbox for the pulling agent. The place is that of the subscription <see cref="ShopStreams.Provider"/>: it
/// moves when the agent has delivered what was read.
/// </summary>
internal sealed class OutboxReceiver(
    IJournalStore store, ISubscriptionGrain subscription, StreamInterest interest, TimeProvider time, bool isPerSubject)
    : IQueueAdapterReceiver
{
    /// <summary>How often the agent asks, and so how soon it hears of other silos' events.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private const int PageMax = 256;

    private static readonly TimeSpan RecordPeriod = TimeSpan.FromSeconds(1);

    // The agent gives up a delivery after a minute.
    private static readonly TimeSpan DeliveryTimeMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ClosingDelay = TimeSpan.FromSeconds(1);

    // The place as it was recorded last, when, and how far was read and delivered since.
    private SubscriptionPlace? _place;
    private DateTimeOffset _recordedAt;
    private long _read;
    private long _delivered;

    // When the agent got something last.
    private DateTimeOffset _handedAt;

    // Of the agent's cache: beyond those of the receiver before, on whichever silo that was.
    private long _token = time.GetUtcNow().UtcTicks;

    // The latest batch of each area since this receiver has begun.
    private readonly Dictionary<string, Latest> _latest = [];

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        if (await FollowAsync() is { IsPaused: true }) return [];
        var page = await store.ReadOutboxAsync(_read, PageMax);
        if (page.Count == 0) return [.. Closings()];
        _read = page[^1].Position;
        return [.. Batches([.. page.Where(interest.Wants).Select(OutboxMessage.Read)])];
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        // What was read before a replay does not count for the new start.
        foreach (var message in messages.OfType<OutboxBatch>().Where(message => message.Start == _place?.Start))
        {
            _delivered = Math.Max(_delivered, message.Batch.Position);
        }

        return Task.CompletedTask;
    }

    public async Task Shutdown(TimeSpan timeout)
    {
        // At most a second of events is delivered again if this fails.
        if (_place is { } place) await subscription.Pass(place.Start, _delivered).WaitAsync(timeout, time);
    }

    /// <summary>Records what is delivered, and hears of commands; begins where the subscription is.</summary>
    private async Task<SubscriptionPlace> FollowAsync()
    {
        var now = time.GetUtcNow();
        if (_place is { } known && now < _recordedAt + RecordPeriod) return known;
        interest.Refresh();

        // Nothing is under way: what was read since the last batch has no subscribers.
        if (now > _handedAt + DeliveryTimeMax) _delivered = _read;
        var place = await subscription.Pass(_place?.Start ?? -1, _delivered);
        if (place.Start != _place?.Start)
        {
            (_read, _delivered) = (place.Position, place.Position);
            _latest.Clear();
        }

        (_place, _recordedAt) = (place, now);
        return place;
    }

    private IEnumerable<IBatchContainer> Batches(IReadOnlyList<OutboxMessage> page)
    {
        foreach (var area in page.GroupBy(message => message.Area))
        {
            // Before its first batch nothing is known of a stream but where the receiver began.
            var previous = _latest.TryGetValue(area.Key, out var latest) ? latest.Position : _place!.Value.Position;
            _latest[area.Key] = new(_read, time.GetUtcNow(), IsClosed: false);
            yield return Batch(ShopStreams.OfArea(area.Key), new(previous, _read, [.. area]));
        }

        if (!isPerSubject) yield break;

        // Subscribers of one subject find gaps by its sequence: a position for each would cost memory.
        foreach (var subject in page.GroupBy(message => (message.Area, message.Subject)))
        {
            var stream = ShopStreams.OfSubject(subject.Key.Area, subject.Key.Subject);
            yield return Batch(stream, new(0, _read, [.. subject]));
        }
    }

    /// <summary>
    /// Tells the subscribers of an area that has become quiet how far they should be: without the next event they would
    /// not find out that they missed the last one.
    /// </summary>
    private IEnumerable<IBatchContainer> Closings()
    {
        var before = time.GetUtcNow() - ClosingDelay;
        foreach (var (area, latest) in _latest.Where(pair => !pair.Value.IsClosed && pair.Value.At < before).ToList())
        {
            _latest[area] = latest with { IsClosed = true };
            yield return Batch(ShopStreams.OfArea(area), new(latest.Position, latest.Position, []));
        }
    }

    private OutboxBatch Batch(StreamId stream, EventBatch events)
    {
        _handedAt = time.GetUtcNow();
        return new(stream, events, new EventSequenceTokenV2(++_token), _place!.Value.Start);
    }

    private readonly record struct Latest(long Position, DateTimeOffset At, bool IsClosed);
}
