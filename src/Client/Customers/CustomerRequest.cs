namespace ShopActors.Client;

/// <summary>The data that a customer enters.</summary>
public sealed record CustomerRequest
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address, which no other customer may have.</summary>
    public required string Email { get; init; }
}
