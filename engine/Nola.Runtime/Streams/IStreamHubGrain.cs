using Orleans.Streams;

namespace Nola.Runtime.Streams;

/// <summary>One memory stream: its subscriptions and the events that were not delivered yet.</summary>
internal interface IStreamHubGrain : IGrainWithStringKey
{
    /// <summary>Accepts events for delivery to those who are subscribed now.</summary>
    Task Publish(string providerName, StreamId streamId, StreamEvents events);

    /// <summary>Adds an explicit subscription.</summary>
    Task Subscribe(StreamSubscriber subscriber);

    /// <summary>
    /// Delivers to a subscription again from an event on. Where that is no longer kept the consumer is told that it missed
    /// something, and gets what is kept.
    /// </summary>
    Task Rewind(string providerName, StreamId streamId, Guid subscriptionId, StreamSequenceToken token);

    /// <summary>Removes an explicit subscription; an unknown one is gone already.</summary>
    Task Unsubscribe(Guid subscriptionId);

    /// <summary>The explicit subscriptions.</summary>
    Task<List<StreamSubscriber>> GetSubscribers();
}

/// <summary>An explicit subscription.</summary>
[GenerateSerializer, Immutable]
internal sealed class StreamSubscriber(Guid subscriptionId, GrainId consumer, string? filterData)
{
    [Id(0)]
    public Guid SubscriptionId { get; private set; } = subscriptionId;

    [Id(1)]
    public GrainId Consumer { get; private set; } = consumer;

    [Id(2)]
    public string? FilterData { get; private set; } = filterData;
}

/// <summary>What is stored of a stream.</summary>
[GenerateSerializer]
internal sealed class StreamHubState
{
    [Id(0)]
    public List<StreamSubscriber> Subscribers { get; private set; } = [];
}
