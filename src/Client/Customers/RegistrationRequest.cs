namespace ShopActors.Client;

/// <summary>The data that a customer registers with.</summary>
public sealed record RegistrationRequest
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address, which no other customer may have.</summary>
    public required string Email { get; init; }

    /// <summary>
    /// The password: 8 to 128 characters, 15 or more recommended. Without one the customer cannot sign in again.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => nameof(RegistrationRequest);
}
