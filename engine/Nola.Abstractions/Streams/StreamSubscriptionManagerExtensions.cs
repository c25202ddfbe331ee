using System.Diagnostics.CodeAnalysis;
using Orleans.Streams.Core;

namespace Orleans.Streams;

/// <summary>The subscription manager of a provider.</summary>
public static class StreamSubscriptionManagerExtensions
{
    /// <summary>The provider's manager, if it has one.</summary>
    public static bool TryGetStreamSubscriptionManager(
        this IStreamProvider streamProvider, [NotNullWhen(true)] out IStreamSubscriptionManager? manager)
    {
        manager = (streamProvider as IStreamSubscriptionManagerRetriever)?.GetStreamSubscriptionManager();
        return manager is not null;
    }
}
