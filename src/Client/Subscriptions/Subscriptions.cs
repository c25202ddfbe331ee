namespace ShopActors.Client;

/// <summary>Subscriptions.</summary>
public sealed record Subscriptions : ShopResource
{
    /// <summary>The subscriptions, by name.</summary>
    public required IReadOnlyList<Subscription> Items { get; init; }
}
