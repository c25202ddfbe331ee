using Orleans.BroadcastChannel;

namespace Nola.Runtime.Tests.Streams;

public interface IChannelGrain : IGrainWithStringKey
{
    Task<List<string>> Get(ChannelId channelId);

    Task<int> CountSubscriptions();

    Task Break(bool isBroken);

    Task PublishFromGrain(string provider, ChannelId channelId, string item);
}

public interface IOtherChannelGrain : IGrainWithStringKey
{
    Task<List<string>> Get(ChannelId channelId);
}

public interface IGuidChannelGrain : IGrainWithGuidKey
{
    Task<string?> Get();
}
