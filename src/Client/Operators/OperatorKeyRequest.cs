namespace ShopActors.Client;

/// <summary>An operator's key to make.</summary>
public sealed record OperatorKeyRequest
{
    /// <summary>Who or what uses it.</summary>
    public required string Name { get; init; }

    /// <summary>Scopes that it has beside those of the role.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>A named set of scopes; null for none.</summary>
    public OperatorRole? Role { get; init; }

    /// <summary>Until when it is accepted; null for as long as it exists.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
