namespace Nola.Runtime.Streams;

/// <summary>Takes items of broadcast channels to a grain.</summary>
internal interface IBroadcastConsumerExtension : IGrainExtension
{
    /// <summary>Hands an item to what the grain attached to the channel.</summary>
    Task OnPublished(string providerName, StreamId channelId, object item);
}
