using Orleans.BroadcastChannel;
using Orleans.Streams;

namespace Orleans;

/// <summary>
/// Subscribes the grains of the class to broadcast channels: each to the channel whose key is its own, in matching
/// namespaces. The class implements <see cref="IOnBroadcastChannelSubscribed"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitChannelSubscriptionAttribute : Attribute
{
    /// <summary>Every namespace.</summary>
    public ImplicitChannelSubscriptionAttribute()
        : this(new ChannelNamespacePredicate(new AllStreamNamespacesPredicate()))
    {
    }

    /// <summary>One namespace.</summary>
    public ImplicitChannelSubscriptionAttribute(string streamNamespace, string? channelIdMapper = null)
        : this(
            new ChannelNamespacePredicate(new ExactMatchNamespacePredicate((streamNamespace ?? string.Empty).Trim())),
            channelIdMapper)
    {
    }

    /// <summary>The namespaces of a predicate, which has a parameterless constructor.</summary>
    public ImplicitChannelSubscriptionAttribute(Type predicateType, string? channelIdMapper = null)
        : this((IChannelNamespacePredicate)Activator.CreateInstance(predicateType)!, channelIdMapper)
    {
    }

    /// <summary>The namespaces of a predicate.</summary>
    public ImplicitChannelSubscriptionAttribute(IChannelNamespacePredicate predicate, string? channelIdMapper = null)
    {
        Predicate = predicate;
        ChannelIdMapper = channelIdMapper;
    }

    /// <summary>The predicate.</summary>
    public IChannelNamespacePredicate Predicate { get; }

    /// <summary>The name of the mapper from channel ids to grain keys; null for the default.</summary>
    public string? ChannelIdMapper { get; }
}
