namespace ShopActors.Client;

/// <summary>A customer.</summary>
public sealed record Customer : ShopResource
{
    /// <summary>The customer's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address as it was entered.</summary>
    public required string Email { get; init; }

    /// <summary>When the customer was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with each change of the name or the e-mail address.</summary>
    public required long Version { get; init; }

    /// <summary>Whether the customer has shown to read the mail of the address.</summary>
    public required bool EmailVerified { get; init; }

    /// <summary>The access token: only in the answer that registers the customer.</summary>
    public string? Token { get; init; }

    /// <summary>Until when the access token is accepted: only where the token is.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The token for <see cref="SessionsClient.RefreshAsync"/>: only where the token is.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Leaves the tokens, the name and the address out.</summary>
    public override string ToString() => Id;
}
