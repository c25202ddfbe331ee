using Microsoft.IdentityModel.JsonWebTokens;

namespace ShopActors.WebApi.OpenId;

/// <summary>The person whom a verified ID token names.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Name">The full name; empty for none.</param>
internal sealed record OpenIdPerson(ProviderIdentity Identity, string Name)
{
    public static OpenIdPerson Of(JsonWebToken token)
    {
        // Some providers write the claim as a text.
        var isVerified = "true".Equals(Claim("email_verified"), StringComparison.OrdinalIgnoreCase);
        return new(
            new()
            {
                Id = IdentityId.For(token.Issuer, token.Subject),
                Issuer = token.Issuer,
                VerifiedEmail = isVerified && Claim("email") is { Length: > 0 } email ? email : null,
            },
            Claim("name") ?? "");

        string? Claim(string name) => token.TryGetClaim(name, out var claim) ? claim.Value : null;
    }

    // Leaves the name out.
    public override string ToString() => Identity.ToString();
}
