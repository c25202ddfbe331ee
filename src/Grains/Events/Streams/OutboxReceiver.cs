using Orleans.Streams;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reads the outbox for the pulling agent. The place is that of the subscription <see cref="ShopStreams.Provider"/>: it
/// moves when the agent has delivered what was read.
/// </summary>
internal sealed class OutboxReceiver(
    IJournalStore store, ISubscriptionGrain subscription, TimeProvider time, bool isPerSubject)
    : IQueueAdapterReceiver
{
    /// <summary>How often the agent asks, and so how soon it hears of other silos' events.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private const int PageMax = 256;

    private static readonly TimeSpan RecordPeriod = TimeSpan.FromSeconds(1);

    // The place as it was recorded last, when, and how far was read and delivered since.
    private SubscriptionPlace? _place;
    private DateTimeOffset _recordedAt;
    private long _read;
    private long _delivered;

    // The position of the latest batch of each stream, since this receiver has begun.
    private readonly Dictionary<string, long> _previous = [];

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        if (await FollowAsync() is { IsPaused: true }) return [];
        var page = await store.ReadOutboxAsync(_read, PageMax);
        if (page.Count == 0) return [];
        _read = page[^1].Position;
        return [.. Batches([.. page.Select(OutboxMessage.Read)])];
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        foreach (var message in messages) _delivered = Math.Max(_delivered, message.SequenceToken.SequenceNumber);
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
        var place = await subscription.Pass(_place?.Start ?? -1, _delivered);
        if (place.Start != _place?.Start)
        {
            (_read, _delivered) = (place.Position, place.Position);
            _previous.Clear();
        }

        (_place, _recordedAt) = (place, now);
        return place;
    }

    private IEnumerable<IBatchContainer> Batches(IReadOnlyList<OutboxMessage> page)
    {
        foreach (var area in page.GroupBy(message => message.Area))
        {
            // Before its first batch nothing is known of a stream but where the receiver began.
            if (!_previous.TryGetValue(area.Key, out var previous)) previous = _place!.Value.Position;
            _previous[area.Key] = _read;
            yield return new OutboxBatch(ShopStreams.OfArea(area.Key), new(previous, _read, [.. area]));
        }

        if (!isPerSubject) yield break;

        // Subscribers of one subject find gaps by its sequence: a position for each would cost memory.
        foreach (var subject in page.GroupBy(message => (message.Area, message.Subject)))
        {
            var stream = ShopStreams.OfSubject(subject.Key.Area, subject.Key.Subject);
            yield return new OutboxBatch(stream, new(0, _read, [.. subject]));
        }
    }
}
