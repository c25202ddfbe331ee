using System.Text.Json;

namespace ShopActors;

/// <summary>What a customer entered, encrypted with the customer's key.</summary>
/// <param name="Text">The encrypted profile; the same for equal profiles.</param>
/// <param name="Claim">The key of the address's claim.</param>
internal sealed record SealedProfile(string Text, string Claim)
{
    public static SealedProfile Of(PersonalKey key, CustomerProfile profile) => new(
        key.Seal(JsonSerializer.SerializeToUtf8Bytes(profile, CustomerJson.Default.CustomerProfile)),
        EmailAddress.ClaimKey(profile.Email));

    public CustomerProfile Open(PersonalKey key) =>
        JsonSerializer.Deserialize(key.Open(Text), CustomerJson.Default.CustomerProfile)
        ?? throw new JsonException("The customer's profile is null.");
}
