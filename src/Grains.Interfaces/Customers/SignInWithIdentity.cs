namespace ShopActors;

/// <summary>A sign-in with an identity whose token was verified.</summary>
[GenerateSerializer, Immutable, Alias("shop.sign-in-with-identity")]
public sealed record SignInWithIdentity
{
    /// <summary>The identity.</summary>
    [Id(0)]
    public required ProviderIdentity Identity { get; init; }

    /// <summary>The session that begins.</summary>
    [Id(1)]
    public required NewSession Session { get; init; }
}
