using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>Subscribes grains from outside.</summary>
public interface IStreamSubscriptionManager
{
    /// <summary>Subscribes a grain.</summary>
    Task<StreamSubscription> AddSubscription(string streamProviderName, StreamId streamId, GrainReference grainRef);

    /// <summary>Ends a subscription.</summary>
    Task RemoveSubscription(string streamProviderName, StreamId streamId, Guid subscriptionId);

    /// <summary>The subscriptions of a stream.</summary>
    Task<IEnumerable<StreamSubscription>> GetSubscriptions(string streamProviderName, StreamId streamId);
}
