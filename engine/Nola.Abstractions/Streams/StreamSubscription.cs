using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>A subscription of a grain.</summary>
[GenerateSerializer, Immutable]
public sealed class StreamSubscription(
    Guid subscriptionId, string streamProviderName, StreamId streamId, GrainId grainId)
{
    /// <summary>The subscription's id.</summary>
    [Id(0)]
    public Guid SubscriptionId { get; } = subscriptionId;

    /// <summary>The provider's name.</summary>
    [Id(1)]
    public string StreamProviderName { get; } = streamProviderName;

    /// <summary>The stream.</summary>
    [Id(2)]
    public StreamId StreamId { get; } = streamId;

    /// <summary>The grain.</summary>
    [Id(3)]
    public GrainId GrainId { get; } = grainId;
}
