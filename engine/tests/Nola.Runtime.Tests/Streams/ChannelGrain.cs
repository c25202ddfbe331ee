using Microsoft.Extensions.DependencyInjection;
using Orleans.BroadcastChannel;
using Orleans.Concurrency;

namespace Nola.Runtime.Tests.Streams;

[Reentrant]
[ImplicitChannelSubscription("news")]
[ImplicitChannelSubscription("shared")]
public sealed class ChannelGrain : Grain, IChannelGrain, IOnBroadcastChannelSubscribed
{
    private readonly Dictionary<ChannelId, List<string>> _items = [];
    private int _subscriptions;
    private bool _isBroken;

    public async Task OnSubscribed(IBroadcastChannelSubscription streamSubscription)
    {
        _subscriptions++;
        await Task.Yield();
        var id = streamSubscription.ChannelId;
        await streamSubscription.Attach<string>(
            item =>
            {
                if (_isBroken) throw new InvalidOperationException("broken");
                Of(id).Add(item);
                return Task.CompletedTask;
            },
            error =>
            {
                Of(id).Add(error.GetType().Name);
                return Task.CompletedTask;
            });
    }

    public Task<List<string>> Get(ChannelId channelId) => Task.FromResult(Of(channelId));

    public Task<int> CountSubscriptions() => Task.FromResult(_subscriptions);

    public Task Break(bool isBroken)
    {
        _isBroken = isBroken;
        return Task.CompletedTask;
    }

    public Task PublishFromGrain(string provider, ChannelId channelId, string item) => ServiceProvider
        .GetRequiredKeyedService<IBroadcastChannelProvider>(provider).GetChannelWriter<string>(channelId).Publish(item);

    private List<string> Of(ChannelId id) => _items.TryGetValue(id, out var items) ? items : _items[id] = [];
}

[RegexImplicitChannelSubscription("^sha")]
public sealed class OtherChannelGrain : Grain, IOtherChannelGrain, IOnBroadcastChannelSubscribed
{
    private readonly Dictionary<ChannelId, List<string>> _items = [];

    public Task OnSubscribed(IBroadcastChannelSubscription streamSubscription)
    {
        var items = _items[streamSubscription.ChannelId] = [];
        return streamSubscription.Attach<string>(item =>
        {
            items.Add(item);
            return Task.CompletedTask;
        });
    }

    public Task<List<string>> Get(ChannelId channelId) => Task.FromResult(_items.GetValueOrDefault(channelId) ?? []);
}

[ImplicitChannelSubscription("guids")]
public sealed class GuidChannelGrain : Grain, IGuidChannelGrain, IOnBroadcastChannelSubscribed
{
    private string? _item;

    public Task OnSubscribed(IBroadcastChannelSubscription streamSubscription) =>
        streamSubscription.Attach<string>(item =>
        {
            _item = $"{streamSubscription.ProviderName} {item}";
            return Task.CompletedTask;
        });

    public Task<string?> Get() => Task.FromResult(_item);
}
