namespace ShopActors;

/// <summary>What a present password is verified with before it is changed.</summary>
[GenerateSerializer, Immutable, Alias("shop.password-check")]
public sealed record PasswordCheck
{
    /// <summary>The hash of the present password; null for a customer without a password.</summary>
    [Id(0)]
    public PasswordHash? Password { get; init; }

    /// <summary>Whether the command has changed the password already: the new one is then the present one.</summary>
    [Id(1)]
    public bool IsDone { get; init; }
}
