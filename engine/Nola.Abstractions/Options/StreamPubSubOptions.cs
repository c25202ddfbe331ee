using Orleans.Streams;

namespace Orleans.Configuration;

/// <summary>Subscriptions of a stream provider.</summary>
public sealed class StreamPubSubOptions
{
    /// <summary>Which kinds of subscription the provider supports.</summary>
    /// <value>Default: explicit and implicit.</value>
    public StreamPubSubType PubSubType { get; set; } = StreamPubSubType.ExplicitGrainBasedAndImplicit;
}
