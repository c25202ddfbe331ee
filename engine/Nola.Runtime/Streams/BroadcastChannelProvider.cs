using Orleans.BroadcastChannel;

namespace Nola.Runtime.Streams;

internal sealed class BroadcastChannelProvider(string name, BroadcastRuntime runtime, BroadcastChannelOptions options)
    : IBroadcastChannelProvider
{
    public IBroadcastChannelWriter<T> GetChannelWriter<T>(ChannelId streamId) =>
        new Writer<T>(name, runtime, streamId, !options.FireAndForgetDelivery);

    private sealed class Writer<T>(string name, BroadcastRuntime runtime, ChannelId channelId, bool isAwaited)
        : IBroadcastChannelWriter<T>
    {
        public Task Publish(T item)
        {
            ArgumentNullException.ThrowIfNull(item);
            return runtime.PublishAsync(name, channelId.Id, item, isAwaited);
        }
    }
}
