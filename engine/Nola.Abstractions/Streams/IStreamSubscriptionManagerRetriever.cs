namespace Orleans.Streams.Core;

/// <summary>A provider that lets grains be subscribed from outside.</summary>
public interface IStreamSubscriptionManagerRetriever
{
    /// <summary>The manager, or null where the provider has none.</summary>
    IStreamSubscriptionManager? GetStreamSubscriptionManager();
}
