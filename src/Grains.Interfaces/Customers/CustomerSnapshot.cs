namespace ShopActors;

/// <summary>A customer.</summary>
[GenerateSerializer, Immutable, Alias("shop.customer")]
public sealed record CustomerSnapshot
{
    /// <summary>The customer's id.</summary>
    [Id(0)]
    public required CustomerId Id { get; init; }

    /// <summary>The name.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The e-mail address, unique among customers.</summary>
    [Id(2)]
    public required string Email { get; init; }

    /// <summary>Grows with each change of the name or the e-mail address.</summary>
    [Id(3)]
    public required long Version { get; init; }

    /// <summary>When the customer was registered.</summary>
    [Id(4)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the customer has shown to read the mail of the e-mail address.</summary>
    [Id(5)]
    public bool EmailVerified { get; init; }
}
