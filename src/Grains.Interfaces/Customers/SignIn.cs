namespace ShopActors;

/// <summary>A sign-in whose password was verified.</summary>
[GenerateSerializer, Immutable, Alias("shop.sign-in")]
public sealed record SignIn
{
    /// <summary>The hash that the password was verified with: the sign-in fails if it has changed since.</summary>
    [Id(0)]
    public required PasswordHash Verified { get; init; }

    /// <summary>A hash of the same password at today's cost; null to keep the present one.</summary>
    [Id(1)]
    public PasswordHash? Rehashed { get; init; }

    /// <summary>The session that begins.</summary>
    [Id(2)]
    public required NewSession Session { get; init; }

    /// <summary>Where the attempt came from.</summary>
    [Id(3)]
    public required SourceId Source { get; init; }
}
