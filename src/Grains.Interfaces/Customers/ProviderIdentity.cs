namespace ShopActors;

/// <summary>A person as an OpenID provider's token, which was verified, names them.</summary>
[GenerateSerializer, Immutable, Alias("shop.provider-identity")]
public sealed record ProviderIdentity
{
    /// <summary>The identity.</summary>
    [Id(0)]
    public required IdentityId Id { get; init; }

    /// <summary>The provider's issuer name, a URL.</summary>
    [Id(1)]
    public required string Issuer { get; init; }

    /// <summary>The e-mail address, if the provider says that it has verified it; null otherwise.</summary>
    [Id(2)]
    public string? VerifiedEmail { get; init; }

    /// <summary>Leaves the address out.</summary>
    public override string ToString() => Id.ToString();
}
