namespace ShopActors.Client;

/// <summary>The operator who asks.</summary>
public sealed record OverviewOperator
{
    /// <summary>
    /// A key's id, the id of an OpenID provider's identity, or <c>ops</c> for the configured token.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The name of the operator's key, or the identity's subject and issuer.</summary>
    public string? Name { get; init; }

    /// <summary>What the operator may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}
