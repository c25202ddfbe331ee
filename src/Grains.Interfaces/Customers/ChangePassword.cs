namespace ShopActors;

/// <summary>The change of a password, after the present one was verified.</summary>
[GenerateSerializer, Immutable, Alias("shop.change-password")]
public sealed record ChangePassword
{
    /// <summary>The hash that the present password was verified with; null for a customer without a password.</summary>
    [Id(0)]
    public PasswordHash? Verified { get; init; }

    /// <summary>The hash of the new password.</summary>
    [Id(1)]
    public required PasswordHash Password { get; init; }

    /// <summary>The access token whose session goes on; null to end all.</summary>
    [Id(2)]
    public TokenHash? Kept { get; init; }

    /// <summary>Where the attempt came from.</summary>
    [Id(3)]
    public required SourceId Source { get; init; }
}
