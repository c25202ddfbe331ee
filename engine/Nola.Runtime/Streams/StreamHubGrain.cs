using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nola.Runtime.Activation;
using Nola.Runtime.Storage;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Providers.Streams.Common;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.Streams.Filtering;

namespace Nola.Runtime.Streams;

/// <summary>
/// Each subscription has its own queue and its own pump, so that a slow consumer holds up nobody else and sees its
/// events one after another. A delivery that fails is repeated with growing pauses; after the configured time the
/// consumer is told and the events are skipped.
/// </summary>
[Reentrant]
internal sealed partial class StreamHubGrain(TimeProvider time, ILogger<StreamHubGrain> logger) : Grain, IStreamHubGrain
{
    /// <summary>Undelivered events of one subscription; producers are refused beyond.</summary>
    private const int QueuedItemsMax = 16_384;

    private static readonly TimeSpan RetryPauseMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryPauseMax = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, Cursor> _cursors = [];
    private StateFacet<StreamHubState>? _state;
    private StreamPullingAgentOptions _options = new();
    private IStreamFilter? _filter;
    private StreamHistory _history = new(0, time);
    private TimeSpan _keptFor;
    private bool _knowsImplicit;
    private long _sequence;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Tokens must grow over the activations of a stream.
        _sequence = time.GetUtcNow().UtcTicks;
        _history = new StreamHistory(_sequence, time);
        var storage = ServiceProvider.GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME)
            ?? ServiceProvider.GetService<IGrainStorage>();
        if (storage is null) return;

        _state = new StateFacet<StreamHubState>((GrainActivation)GrainContext, storage, "pubsub");
        await _state.ReadStateAsync(cancellationToken);
        foreach (var subscriber in _state.State.Subscribers)
        {
            _cursors[subscriber.SubscriptionId] = new Cursor(subscriber);
        }
    }

    public Task Publish(string providerName, StreamId streamId, StreamEvents events)
    {
        FindImplicit(providerName, streamId);
        foreach (var cursor in _cursors.Values)
        {
            if (cursor.QueuedItems + events.Items.Length > QueuedItemsMax)
            {
                throw new CacheFullException($"{QueuedItemsMax} events of {streamId} wait for {cursor.Subscriber.Consumer}.");
            }
        }

        var token = new EventSequenceToken(++_sequence);
        _history.Add(events, token, _keptFor);
        foreach (var cursor in _cursors.Values) Enqueue(cursor, events, token, providerName, streamId);
        return Task.CompletedTask;
    }

    public Task Rewind(string providerName, StreamId streamId, Guid subscriptionId, StreamSequenceToken token)
    {
        FindImplicit(providerName, streamId);
        if (!_cursors.TryGetValue(subscriptionId, out var cursor)) return Task.CompletedTask;

        if (token.SequenceNumber <= _history.DroppedUpTo)
        {
            // Not awaited: the consumer's turn may be waiting for this call.
            _ = FailAsync(
                GrainFactory.GetGrain<IStreamConsumerExtension>(cursor.Subscriber.Consumer),
                subscriptionId,
                streamId,
                new QueueCacheMissException($"{streamId} does not keep the events from {token} on any more."));
        }

        // What is being delivered now belongs to the time before; it is not what has to be taken off the new queue.
        cursor.Generation++;
        cursor.Queue.Clear();
        cursor.QueuedItems = 0;
        foreach (var (events, place) in _history.From(token, _keptFor).ToArray())
        {
            Enqueue(cursor, events, place, providerName, streamId);
        }

        return Task.CompletedTask;
    }

    private void Enqueue(
        Cursor cursor, StreamEvents events, StreamSequenceToken token, string providerName, StreamId streamId)
    {
        cursor.Queue.Enqueue((events, token));
        cursor.QueuedItems += events.Items.Length;
        if (cursor.IsPumping) return;

        cursor.IsPumping = true;
        _ = PumpAsync(cursor, providerName, streamId);
    }

    public async Task Subscribe(StreamSubscriber subscriber)
    {
        var state = _state ?? throw new BadProviderConfigException(
            $"Explicit subscriptions need a storage named {ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME}, or a "
            + "default one.");
        state.State.Subscribers.RemoveAll(known => known.SubscriptionId == subscriber.SubscriptionId);
        state.State.Subscribers.Add(subscriber);
        await state.WriteStateAsync();
        _cursors.TryAdd(subscriber.SubscriptionId, new Cursor(subscriber));
    }

    public async Task Unsubscribe(Guid subscriptionId)
    {
        if (_cursors.Remove(subscriptionId, out var cursor)) cursor.Queue.Clear();
        if (_state is null) return;

        if (_state.State.Subscribers.RemoveAll(known => known.SubscriptionId == subscriptionId) > 0)
        {
            await _state.WriteStateAsync();
        }
    }

    public Task<List<StreamSubscriber>> GetSubscribers() => Task.FromResult(_state?.State.Subscribers.ToList() ?? []);

    private void FindImplicit(string providerName, StreamId streamId)
    {
        if (_knowsImplicit) return;

        _knowsImplicit = true;
        _options = ServiceProvider.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(providerName);
        _keptFor = ServiceProvider.GetRequiredService<IOptionsMonitor<StreamCacheEvictionOptions>>().Get(providerName)
            .DataMaxAgeInCache;
        _filter = ServiceProvider.GetKeyedService<IStreamFilter>(providerName);
        var pubSub = ServiceProvider.GetRequiredService<IOptionsMonitor<StreamPubSubOptions>>().Get(providerName);
        if (pubSub.PubSubType == StreamPubSubType.ExplicitGrainBasedOnly) return;

        foreach (var subscriber in ServiceProvider.GetRequiredService<ImplicitSubscriptions>().Of(streamId))
        {
            _cursors[subscriber.SubscriptionId] = new Cursor(subscriber);
        }
    }

    private async Task PumpAsync(Cursor cursor, string providerName, StreamId streamId)
    {
        // The producer's call ends first: it waits for acceptance, not for consumers.
        await Task.Yield();
        var consumer = GrainFactory.GetGrain<IStreamConsumerExtension>(cursor.Subscriber.Consumer);
        while (cursor.Queue.TryPeek(out var next))
        {
            DelayDeactivation(_options.StreamInactivityPeriod);
            var generation = cursor.Generation;
            var events = Filter(next.Events, streamId, cursor.Subscriber.FilterData);
            if (events.Items.Length > 0)
            {
                RequestContext.Snapshot = events.Context;
                await DeliverAsync(consumer, cursor, providerName, streamId, events, next.Token);
            }

            // Unsubscribing empties the queue, rewinding fills it anew.
            if (cursor.Queue.Count == 0 || cursor.Generation != generation) continue;

            cursor.Queue.Dequeue();
            cursor.QueuedItems -= next.Events.Items.Length;
        }

        cursor.IsPumping = false;
    }

    private async Task DeliverAsync(
        IStreamConsumerExtension consumer,
        Cursor cursor,
        string providerName,
        StreamId streamId,
        StreamEvents events,
        StreamSequenceToken token)
    {
        var subscriptionId = cursor.Subscriber.SubscriptionId;
        var startedAt = time.GetTimestamp();
        for (var pause = RetryPauseMin; ; pause = pause * 2 < RetryPauseMax ? pause * 2 : RetryPauseMax)
        {
            try
            {
                if (!await consumer.Deliver(subscriptionId, providerName, streamId, events, token))
                {
                    LogNoObserver(logger, streamId, cursor.Subscriber.Consumer);
                }

                return;
            }
            catch (ClientNotAvailableException)
            {
                await Unsubscribe(subscriptionId);
                return;
            }
            catch (Exception exception) // Whatever the consumer throws is retried, then reported to it.
            {
                if (time.GetElapsedTime(startedAt) + pause > _options.MaxEventDeliveryTime)
                {
                    LogSkipped(logger, exception, streamId, cursor.Subscriber.Consumer);
                    await FailAsync(consumer, subscriptionId, streamId, new StreamEventDeliveryFailureException(
                        $"Events of {streamId} could not be delivered and were skipped."));
                    return;
                }
            }

            await Task.Delay(pause, time);
        }
    }

    private async Task FailAsync(
        IStreamConsumerExtension consumer, Guid subscriptionId, StreamId streamId, Exception failure)
    {
        try
        {
            await consumer.Fail(subscriptionId, failure);
        }
        catch (Exception exception) // There is nobody left to tell.
        {
            LogSkipped(logger, exception, streamId, default);
        }
    }

    private StreamEvents Filter(StreamEvents events, StreamId streamId, string? filterData)
    {
        if (_filter is null) return events;

        var kept = Array.FindAll(events.Items, item => _filter.ShouldDeliver(streamId, item!, filterData));
        return kept.Length == events.Items.Length ? events : new StreamEvents(kept, events.Context);
    }

    [LoggerMessage(1401, LogLevel.Warning, "{Consumer} has no observer for {Stream}; events were dropped")]
    private static partial void LogNoObserver(ILogger logger, StreamId stream, GrainId consumer);

    [LoggerMessage(1402, LogLevel.Error, "Events of {Stream} could not be delivered to {Consumer} and were skipped")]
    private static partial void LogSkipped(ILogger logger, Exception exception, StreamId stream, GrainId consumer);

    private sealed class Cursor(StreamSubscriber subscriber)
    {
        public StreamSubscriber Subscriber { get; } = subscriber;

        public Queue<(StreamEvents Events, StreamSequenceToken Token)> Queue { get; } = new();

        public int QueuedItems { get; set; }

        /// <summary>How often the queue was filled anew.</summary>
        public int Generation { get; set; }

        public bool IsPumping { get; set; }
    }
}
