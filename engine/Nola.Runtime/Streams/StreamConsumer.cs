using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nola.Runtime.Streams;

/// <summary>The observers of one grain, or of a client. Used on its turn.</summary>
internal sealed class StreamConsumer(Func<object?> getGrain, StreamRuntime runtime)
    : IStreamConsumerExtension, IGrainObserver
{
    private readonly Dictionary<Guid, IStreamHandler> _handlers = [];
    private readonly Lock _lock = new();

    /// <summary>Makes the observer the one of the subscription.</summary>
    public void Attach(Guid subscriptionId, IStreamHandler handler)
    {
        lock (_lock) _handlers[subscriptionId] = handler;
    }

    public void Detach(Guid subscriptionId)
    {
        lock (_lock) _handlers.Remove(subscriptionId);
    }

    public async Task<bool> Deliver(
        Guid subscriptionId, string providerName, StreamId streamId, StreamEvents events, StreamSequenceToken token)
    {
        var handler = Find(subscriptionId);
        if (handler is null && getGrain() is IStreamSubscriptionObserver subscriptionObserver)
        {
            await subscriptionObserver.OnSubscribed(
                new HandleFactory(runtime, this, providerName, streamId, subscriptionId));
            handler = Find(subscriptionId);
        }

        if (handler is null) return false;

        await handler.DeliverAsync(events.Items, token);
        return true;
    }

    public Task Fail(Guid subscriptionId, Exception exception) =>
        Find(subscriptionId)?.FailAsync(exception) ?? Task.CompletedTask;

    private IStreamHandler? Find(Guid subscriptionId)
    {
        lock (_lock) return _handlers.GetValueOrDefault(subscriptionId);
    }

    private sealed class HandleFactory(
        StreamRuntime runtime, StreamConsumer consumer, string providerName, StreamId streamId, Guid subscriptionId)
        : IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => streamId;

        public string ProviderName => providerName;

        public GuidId SubscriptionId { get; } = GuidId.GetGuidId(subscriptionId);

        public StreamSubscriptionHandle<T> Create<T>()
        {
            _ = consumer;
            return new StreamHandle<T>(runtime, providerName, streamId, subscriptionId, isImplicit: false);
        }
    }
}

/// <summary>An observer whose type of events is not known to those who deliver.</summary>
internal interface IStreamHandler
{
    Task DeliverAsync(object?[] items, StreamSequenceToken token);

    Task FailAsync(Exception exception);
}

/// <summary>An observer of single events.</summary>
internal sealed class ItemHandler<T>(IAsyncObserver<T> observer) : IStreamHandler
{
    public async Task DeliverAsync(object?[] items, StreamSequenceToken token)
    {
        for (var i = 0; i < items.Length; i++)
        {
            await observer.OnNextAsync((T)items[i]!, new EventSequenceTokenOf(token, i).Token);
        }
    }

    public Task FailAsync(Exception exception) => observer.OnErrorAsync(exception);
}

/// <summary>An observer of batches.</summary>
internal sealed class BatchHandler<T>(IAsyncBatchObserver<T> observer) : IStreamHandler
{
    public Task DeliverAsync(object?[] items, StreamSequenceToken token) => observer.OnNextAsync(
        [.. items.Select((item, i) => new SequentialItem<T>((T)item!, new EventSequenceTokenOf(token, i).Token))]);

    public Task FailAsync(Exception exception) => observer.OnErrorAsync(exception);
}

/// <summary>The token of one event of a batch, which may be the rest of a longer one.</summary>
internal readonly struct EventSequenceTokenOf(StreamSequenceToken batch, int index)
{
    public StreamSequenceToken Token { get; } =
        new Orleans.Providers.Streams.Common.EventSequenceToken(batch.SequenceNumber, batch.EventIndex + index);
}
