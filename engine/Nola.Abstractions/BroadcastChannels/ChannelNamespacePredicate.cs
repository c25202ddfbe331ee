using Orleans.Streams;

namespace Orleans.BroadcastChannel;

/// <summary>The namespaces of a predicate for streams.</summary>
internal sealed class ChannelNamespacePredicate(IStreamNamespacePredicate predicate) : IChannelNamespacePredicate
{
    public string PredicatePattern => predicate.PredicatePattern;

    public bool IsMatch(string streamNamespace) => predicate.IsMatch(streamNamespace);
}
