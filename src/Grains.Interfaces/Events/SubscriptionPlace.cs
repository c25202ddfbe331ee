namespace ShopActors;

/// <summary>Where a subscription is.</summary>
/// <param name="Start">Counts the replays: a reader begins anew when it has changed.</param>
/// <param name="Position">The position up to which everything is handed over.</param>
/// <param name="IsPaused">Whether nothing may be handed over now.</param>
[GenerateSerializer, Immutable, Alias("shop.subscription-place")]
public readonly record struct SubscriptionPlace(
    [property: Id(0)] long Start, [property: Id(1)] long Position, [property: Id(2)] bool IsPaused);
