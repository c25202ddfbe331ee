namespace ShopActors.Client;

/// <summary>The identities of OpenID providers with which a customer can sign in.</summary>
public sealed record CustomerIdentities : ShopResource
{
    /// <summary>The identities, oldest first.</summary>
    public required IReadOnlyList<CustomerIdentity> Items { get; init; }
}
