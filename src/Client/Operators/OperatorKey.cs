namespace ShopActors.Client;

/// <summary>An operator's key.</summary>
public sealed record OperatorKey : ShopResource
{
    /// <summary>The key's id.</summary>
    public required string Id { get; init; }

    /// <summary>Who or what uses it.</summary>
    public required string Name { get; init; }

    /// <summary>The scopes that it has.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The operator who made it: a key's id, or <c>ops</c> for the configured token.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Until when it is accepted; null for as long as it exists.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The token for <see cref="ShopClient.WithToken"/>: only in the answer that makes the key.</summary>
    public string? Key { get; init; }

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => Id;
}
