using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The streams of the shop's events, for grains that subscribe with an <c>ImplicitStreamSubscription</c> of the
/// namespace. Each item is an <see cref="EventBatch"/>.
/// </summary>
public static class ShopStreams
{
    /// <summary>The name of the provider.</summary>
    public const string Provider = "streams";

    /// <summary>The key of an area's stream, and so of the grain that subscribes to it.</summary>
    public const string All = "all";

    /// <summary>The namespace of all orders' and payments' events.</summary>
    public const string Orders = "shop.order";

    /// <summary>The namespace of all stock's events.</summary>
    public const string Stock = "shop.stock";

    internal const string Prefix = "shop.";
    private const string Each = ".each";

    /// <summary>The namespaces of an area's streams.</summary>
    internal static IEnumerable<string> NamespacesOf(string area) => [Prefix + area, Prefix + area + Each];

    /// <summary>The stream of an area: all events whose type has this second word.</summary>
    public static StreamId OfArea(string area) => StreamId.Create(Prefix + area, All);

    /// <summary>
    /// The stream of one subject, such as <c>shop.order.each</c> with the order's id as the key; only with
    /// <see cref="StreamOptions.PerSubject"/>.
    /// </summary>
    public static StreamId OfSubject(string area, string subject) => StreamId.Create(Prefix + area + Each, subject);
}
