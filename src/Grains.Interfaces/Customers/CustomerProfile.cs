namespace ShopActors;

/// <summary>The data that a customer enters.</summary>
/// <param name="Name">The name, 1 to 200 characters.</param>
/// <param name="Email">The e-mail address, up to 254 characters.</param>
[GenerateSerializer, Immutable, Alias("shop.customer-profile")]
public sealed record CustomerProfile(string Name, string Email);
