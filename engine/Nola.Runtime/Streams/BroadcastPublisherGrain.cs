using Orleans.Concurrency;

namespace Nola.Runtime.Streams;

[StatelessWorker, Reentrant]
internal sealed class BroadcastPublisherGrain(BroadcastRuntime runtime) : Grain, IBroadcastPublisherGrain
{
    public Task Publish(string providerName, StreamId channelId, object item, bool isAwaited) =>
        runtime.PublishAsync(providerName, channelId, item, isAwaited);
}
