using Orleans.Streams;

namespace Orleans;

/// <summary>
/// Subscribes the grains of the class to streams: each to the stream whose key is its own, in matching namespaces.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute : Attribute
{
    /// <summary>Every namespace.</summary>
    public ImplicitStreamSubscriptionAttribute() => Predicate = new AllStreamNamespacesPredicate();

    /// <summary>One namespace.</summary>
    public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
        : this(new ExactMatchNamespacePredicate((streamNamespace ?? string.Empty).Trim()), streamIdMapper)
    {
    }

    /// <summary>The namespaces of a predicate, which has a parameterless constructor.</summary>
    public ImplicitStreamSubscriptionAttribute(Type predicateType, string? streamIdMapper = null)
        : this((IStreamNamespacePredicate)Activator.CreateInstance(predicateType)!, streamIdMapper)
    {
    }

    /// <summary>The namespaces of a predicate.</summary>
    public ImplicitStreamSubscriptionAttribute(IStreamNamespacePredicate predicate, string? streamIdMapper = null)
    {
        Predicate = predicate;
        StreamIdMapper = streamIdMapper;
    }

    /// <summary>The predicate.</summary>
    public IStreamNamespacePredicate Predicate { get; }

    /// <summary>The name of the mapper from stream ids to grain keys; null for the default.</summary>
    public string? StreamIdMapper { get; init; }
}
