using Orleans.Streams;

namespace Nola.Runtime.Streams;

/// <summary>Takes events to the observers of a grain or client.</summary>
internal interface IStreamConsumerExtension : IGrainExtension
{
    /// <summary>Hands events to the observer of a subscription; false where it has none.</summary>
    Task<bool> Deliver(
        Guid subscriptionId, string providerName, StreamId streamId, StreamEvents events, StreamSequenceToken token);

    /// <summary>Tells the observer of a subscription that events were lost.</summary>
    Task Fail(Guid subscriptionId, Exception exception);
}
