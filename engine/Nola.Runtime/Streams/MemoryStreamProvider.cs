using Orleans.Providers;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nola.Runtime.Streams;

/// <summary>Streams in the memory of the cluster.</summary>
internal sealed class MemoryStreamProvider(
    string name, StreamRuntime runtime, StreamPubSubType pubSub, IMemoryMessageBodySerializer? serializer)
    : IStreamProvider, IStreamSubscriptionManagerRetriever
{
    public string Name { get; } = name;

    public bool IsRewindable => true;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(runtime, streamId, Name, pubSub, serializer);

    public IStreamSubscriptionManager? GetStreamSubscriptionManager() =>
        pubSub == StreamPubSubType.ImplicitOnly ? null : new SubscriptionManager(runtime);
}
