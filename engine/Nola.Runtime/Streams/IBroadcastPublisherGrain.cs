namespace Nola.Runtime.Streams;

/// <summary>Publishes for clients, which do not know the grain classes of the silos.</summary>
internal interface IBroadcastPublisherGrain : IGrainWithIntegerKey
{
    Task Publish(string providerName, StreamId channelId, object item, bool isAwaited);
}
