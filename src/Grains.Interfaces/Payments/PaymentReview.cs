namespace ShopActors;

/// <summary>An operation whose outcome the provider does not tell, so that a person has to decide.</summary>
/// <param name="Key">The operation's key, which the provider's records may have.</param>
/// <param name="Amount">The amount.</param>
/// <param name="RequestedAt">When it was first requested.</param>
[GenerateSerializer, Immutable, Alias("shop.payment-review")]
public sealed record PaymentReview(string Key, Money Amount, DateTimeOffset RequestedAt);
