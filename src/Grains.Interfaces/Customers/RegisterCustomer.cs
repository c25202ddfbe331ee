namespace ShopActors;

/// <summary>A registration.</summary>
[GenerateSerializer, Immutable, Alias("shop.register-customer")]
public sealed record RegisterCustomer
{
    /// <summary>The data that the customer entered.</summary>
    [Id(0)]
    public required CustomerProfile Profile { get; init; }

    /// <summary>The first session.</summary>
    [Id(1)]
    public required NewSession Session { get; init; }

    /// <summary>The hash of the password; null for a customer without.</summary>
    [Id(2)]
    public PasswordHash? Password { get; init; }

    /// <summary>The identity whose first sign-in this is; null for a customer who registers.</summary>
    [Id(3)]
    public ProviderIdentity? Identity { get; init; }
}
