using Orleans.BroadcastChannel;

namespace Nola.Runtime.Streams;

/// <summary>What one activation attached to broadcast channels. Used on its turn.</summary>
internal sealed class BroadcastConsumer(GrainId grainId, Func<object?> getGrain) : IBroadcastConsumerExtension
{
    private readonly Dictionary<(string Provider, StreamId Channel), Func<object, Task>> _handlers = [];
    private readonly Dictionary<(string Provider, StreamId Channel), Task> _subscribing = [];

    public async Task OnPublished(string providerName, StreamId channelId, object item)
    {
        var channel = (providerName, channelId);
        if (!_handlers.ContainsKey(channel)) await SubscribeAsync(channel);
        if (_handlers.TryGetValue(channel, out var handler)) await handler(item);
    }

    // Items that come while the grain attaches itself, where it is reentrant, wait for the same call.
    private async Task SubscribeAsync((string Provider, StreamId Channel) channel)
    {
        if (_subscribing.TryGetValue(channel, out var running))
        {
            await running;
            return;
        }

        var grain = getGrain() as IOnBroadcastChannelSubscribed ?? throw new InvalidOperationException(
            $"{grainId} does not implement {nameof(IOnBroadcastChannelSubscribed)}.");
        try
        {
            var task = grain.OnSubscribed(new Subscription(this, channel));
            _subscribing[channel] = task;
            await task;
        }
        finally
        {
            _subscribing.Remove(channel);
        }
    }

    private void Attach<T>(
        (string Provider, StreamId Channel) channel, Func<T, Task> onPublished, Func<Exception, Task>? onError)
    {
        _handlers.TryAdd(channel, item =>
        {
            if (item is T typed) return onPublished(typed);

            return onError?.Invoke(
                new InvalidCastException($"An item of {channel.Channel} is a {item.GetType()}, not a {typeof(T)}."))
                ?? Task.CompletedTask;
        });
    }

    private sealed class Subscription(BroadcastConsumer consumer, (string Provider, StreamId Channel) channel)
        : IBroadcastChannelSubscription
    {
        public ChannelId ChannelId { get; } = new(channel.Channel);

        public string ProviderName => channel.Provider;

        public Task Attach<T>(Func<T, Task> onPublished, Func<Exception, Task>? onError = null)
        {
            ArgumentNullException.ThrowIfNull(onPublished);
            consumer.Attach(channel, onPublished, onError);
            return Task.CompletedTask;
        }
    }
}
