namespace Orleans.BroadcastChannel;

/// <summary>Tells which channel namespaces a grain class is subscribed to.</summary>
public interface IChannelNamespacePredicate
{
    /// <summary>The pattern, for messages.</summary>
    string PredicatePattern { get; }

    /// <summary>Whether the namespace is one of them.</summary>
    bool IsMatch(string streamNamespace);
}
