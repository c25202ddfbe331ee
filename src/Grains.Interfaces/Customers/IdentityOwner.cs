namespace ShopActors;

/// <summary>Whose an identity is.</summary>
/// <param name="Customer">
/// The customer who has the identity or, if none has, the identity's e-mail address; null if neither is known.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.identity-owner")]
public sealed record IdentityOwner(CustomerId? Customer);
