using Orleans.Providers;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nola.Runtime.Streams;

/// <summary>Streams in the memory of the cluster.</summary>
internal sealed class MemoryStreamProvider(
    string name, StreamRuntime runtime, StreamPubSubType pubSub, IMemoryMessageBodySerializer? serializer)
    : IStreamProvider, IStreamSubscriptionManagerRetriever, IStreamSubscriptionManager
{
    public string Name { get; } = name;

    public bool IsRewindable => true;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(runtime, streamId, Name, pubSub, serializer);

    public IStreamSubscriptionManager? GetStreamSubscriptionManager() =>
        pubSub == StreamPubSubType.ImplicitOnly ? null : this;

    public async Task<StreamSubscription> AddSubscription(
        string streamProviderName, StreamId streamId, GrainReference grainRef)
    {
        ArgumentNullException.ThrowIfNull(grainRef);
        var id = runtime.NewId();
        await runtime.GetHub(streamProviderName, streamId).Subscribe(new StreamSubscriber(id, grainRef.GrainId, null));
        return new StreamSubscription(id, streamProviderName, streamId, grainRef.GrainId);
    }

    public Task RemoveSubscription(string streamProviderName, StreamId streamId, Guid subscriptionId) =>
        runtime.GetHub(streamProviderName, streamId).Unsubscribe(subscriptionId);

    public async Task<IEnumerable<StreamSubscription>> GetSubscriptions(string streamProviderName, StreamId streamId)
    {
        var subscribers = await runtime.GetHub(streamProviderName, streamId).GetSubscribers();
        return [.. subscribers.Select(s => new StreamSubscription(
            s.SubscriptionId, streamProviderName, streamId, s.Consumer))];
    }
}
