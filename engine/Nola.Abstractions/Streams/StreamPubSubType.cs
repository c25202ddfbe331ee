namespace Orleans.Streams;

/// <summary>Which kinds of subscription a stream provider supports.</summary>
public enum StreamPubSubType
{
    /// <summary>Explicit and implicit subscriptions.</summary>
    ExplicitGrainBasedAndImplicit = 0,

    /// <summary>Explicit subscriptions only.</summary>
    ExplicitGrainBasedOnly = 1,

    /// <summary>Implicit subscriptions only.</summary>
    ImplicitOnly = 2,
}
