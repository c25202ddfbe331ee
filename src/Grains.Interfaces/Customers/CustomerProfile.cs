namespace ShopActors;

/// <summary>What a customer tells about himself.</summary>
/// <param name="Name">The name, 1 to 200 characters.</param>
/// <param name="Email">The e-mail address, up to 254 characters.</param>
[GenerateSerializer, Immutable, Alias("shop.customer-profile")]
public sealed record CustomerProfile(string Name, string Email);
