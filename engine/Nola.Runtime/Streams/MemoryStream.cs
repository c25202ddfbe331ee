using Orleans.Providers;
using Orleans.Streams;

namespace Nola.Runtime.Streams;

/// <summary>A stream as one grain or client sees it.</summary>
/// <param name="runtime">What the host's streams share.</param>
/// <param name="streamId">The stream.</param>
/// <param name="providerName">Its provider.</param>
/// <param name="pubSub">The kinds of subscription that the provider has.</param>
/// <param name="serializer">What events pass through when they are published; null for the host's copiers.</param>
internal sealed class MemoryStream<T>(
    StreamRuntime runtime,
    StreamId streamId,
    string providerName,
    StreamPubSubType pubSub,
    IMemoryMessageBodySerializer? serializer) : IAsyncStream<T>
{
    public bool IsRewindable => true;

    public string ProviderName { get; } = providerName;

    public StreamId StreamId { get; } = streamId;

    private IStreamHubGrain Hub => runtime.GetHub(ProviderName, StreamId);

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => PublishAsync([item]);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return PublishAsync([.. batch.Cast<object?>()]);
    }

    public Task OnCompletedAsync() => throw NotSupported();

    public Task OnErrorAsync(Exception ex) => throw NotSupported();

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return SubscribeAsync(new ItemHandler<T>(observer), token, filterData);
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) =>
        SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return SubscribeAsync(new BatchHandler<T>(observer), token, null);
    }

    public async Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        List<StreamSubscriptionHandle<T>> handles = [];
        if (FindImplicit() is { } implicitId) handles.Add(CreateHandle(implicitId, isImplicit: true));
        if (pubSub == StreamPubSubType.ImplicitOnly) return handles;

        var consumer = runtime.GetConsumerId();
        foreach (var subscriber in await Hub.GetSubscribers())
        {
            if (subscriber.Consumer == consumer) handles.Add(CreateHandle(subscriber.SubscriptionId, isImplicit: false));
        }

        return handles;
    }

    public bool Equals(IAsyncStream<T>? other) =>
        other is not null && StreamId == other.StreamId && ProviderName == other.ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => HashCode.Combine(StreamId, ProviderName);

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : StreamId.CompareTo(other.StreamId);

    private static NotSupportedException NotSupported() =>
        new("Streams have no end: completion and errors are for consumers, producers cannot send them.");

    private Task PublishAsync(object?[] items)
    {
        var context = RequestContext.Snapshot;
        var isolated = serializer is null
            ? runtime.Isolate(items)
            : [.. serializer.Deserialize(serializer.Serialize(new MemoryMessageBody(items!, context))).Events];
        return Hub.Publish(ProviderName, StreamId, new StreamEvents(isolated, context));
    }

    private async Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IStreamHandler handler, StreamSequenceToken? token, string? filterData)
    {
        var consumer = runtime.GetConsumer();
        if (FindImplicit() is { } implicitId)
        {
            consumer.Attach(implicitId, handler);
            if (token is not null) await Hub.Rewind(ProviderName, StreamId, implicitId, token);
            return CreateHandle(implicitId, isImplicit: true);
        }

        // The observer first: an event may come before the subscription's answer.
        var id = runtime.NewId();
        consumer.Attach(id, handler);
        try
        {
            await Hub.Subscribe(new StreamSubscriber(id, runtime.GetConsumerId(), filterData));
            if (token is not null) await Hub.Rewind(ProviderName, StreamId, id, token);
        }
        catch (Exception)
        {
            consumer.Detach(id);
            throw;
        }

        return CreateHandle(id, isImplicit: false);
    }

    private Guid? FindImplicit() =>
        pubSub == StreamPubSubType.ExplicitGrainBasedOnly ? null : runtime.FindImplicit(StreamId);

    private StreamHandle<T> CreateHandle(Guid id, bool isImplicit) => new(runtime, ProviderName, StreamId, id, isImplicit);
}
