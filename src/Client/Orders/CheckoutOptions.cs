namespace ShopActors.Client;

/// <summary>How to send a checkout.</summary>
public sealed record CheckoutOptions : WriteOptions
{
    /// <summary>
    /// How long the shop may take to finish the order before it answers with a pending one, in whole seconds; zero for
    /// an answer as soon as the order is stored.
    /// </summary>
    /// <value>Null: 8 seconds, the longest time.</value>
    public TimeSpan? Wait { get; init; }
}
