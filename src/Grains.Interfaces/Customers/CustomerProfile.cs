namespace ShopActors;

/// <summary>The data that a customer enters.</summary>
/// <param name="Name">The name, 1 to 200 characters without control characters; stored in NFC and trimmed.</param>
/// <param name="Email">
/// The e-mail address, up to 254 octets; stored as entered. All spellings of an address, such as its domain in Unicode
/// and in Punycode, belong to one customer.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.customer-profile")]
public sealed record CustomerProfile(string Name, string Email);
