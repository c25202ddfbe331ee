namespace ShopActors;

/// <summary>An identity that a customer can sign in with.</summary>
[GenerateSerializer, Immutable, Alias("shop.identity")]
public sealed record IdentitySnapshot
{
    /// <summary>The identity.</summary>
    [Id(0)]
    public required IdentityId Id { get; init; }

    /// <summary>The provider's issuer name, a URL.</summary>
    [Id(1)]
    public required string Issuer { get; init; }

    /// <summary>When it was linked.</summary>
    [Id(2)]
    public required DateTimeOffset LinkedAt { get; init; }
}
