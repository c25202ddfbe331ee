namespace ShopActors;

/// <summary>An identity that the customer can sign in with.</summary>
internal sealed record CustomerIdentity(IdentityId Id, string Issuer, DateTimeOffset LinkedAt)
{
    public IdentitySnapshot ToSnapshot() => new() { Id = Id, Issuer = Issuer, LinkedAt = LinkedAt };
}

/// <summary>An identity that is to be linked.</summary>
/// <param name="Id">The identity.</param>
/// <param name="Issuer">The provider's issuer name.</param>
/// <param name="VerifiedKey">The claim's key of the address that the provider has verified; null for none.</param>
internal sealed record IdentityLink(IdentityId Id, string Issuer, string? VerifiedKey)
{
    public static IdentityLink Of(ProviderIdentity identity) => new(
        identity.Id, identity.Issuer,
        EmailAddress.IsValid(identity.VerifiedEmail) ? EmailAddress.ClaimKey(identity.VerifiedEmail) : null);
}

/// <summary>An identity that is being claimed, and the session that begins with it; null for none.</summary>
internal sealed record PendingIdentity(IdentityLink Link, TokenHash? Token = null, SessionDetails? Session = null);
