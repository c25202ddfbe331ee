namespace ShopActors.Client;

/// <summary>An identity of an OpenID provider with which a customer can sign in.</summary>
public sealed record CustomerIdentity : ShopResource
{
    /// <summary>The identity's id, a hash of what the provider calls the person.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's issuer name, a URL.</summary>
    public required string Issuer { get; init; }

    /// <summary>When it was linked.</summary>
    public required DateTimeOffset LinkedAt { get; init; }
}
