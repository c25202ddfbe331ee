using Orleans.Streams.Core;

namespace Nola.Runtime.Streams;

/// <summary>Manages explicit subscriptions of streams of any provider.</summary>
internal sealed class SubscriptionManager(StreamRuntime runtime)
    : IStreamSubscriptionManager, IStreamSubscriptionManagerAdmin
{
    public IStreamSubscriptionManager GetStreamSubscriptionManager(string managerType) =>
        managerType == StreamSubscriptionManagerType.ExplicitSubscribeOnly
            ? this
            : throw new KeyNotFoundException($"There is no manager of subscriptions of the kind {managerType}.");

    public async Task<StreamSubscription> AddSubscription(
        string streamProviderName, StreamId streamId, GrainReference grainRef)
    {
        ArgumentNullException.ThrowIfNull(grainRef);
        var id = runtime.NewId();
        await runtime.GetHub(streamProviderName, streamId).Subscribe(new StreamSubscriber(id, grainRef.GrainId, null));
        return new StreamSubscription(id, streamProviderName, streamId, grainRef.GrainId);
    }

    public Task RemoveSubscription(string streamProviderName, StreamId streamId, Guid subscriptionId) =>
        runtime.GetHub(streamProviderName, streamId).Unsubscribe(subscriptionId);

    public async Task<IEnumerable<StreamSubscription>> GetSubscriptions(string streamProviderName, StreamId streamId)
    {
        var subscribers = await runtime.GetHub(streamProviderName, streamId).GetSubscribers();
        return [.. subscribers.Select(s => new StreamSubscription(
            s.SubscriptionId, streamProviderName, streamId, s.Consumer))];
    }
}
