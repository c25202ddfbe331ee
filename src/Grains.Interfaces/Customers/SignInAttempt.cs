namespace ShopActors;

/// <summary>
/// What an attempt to sign in is verified with. It is counted as failed until the sign-in succeeds. Both members are
/// null for an address that is not registered, or that has no password.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.sign-in-attempt")]
public sealed record SignInAttempt
{
    /// <summary>The customer with the address.</summary>
    [Id(0)]
    public CustomerId? Customer { get; init; }

    /// <summary>The hash of the customer's password.</summary>
    [Id(1)]
    public PasswordHash? Password { get; init; }
}
