using System.Collections.Immutable;

namespace ShopActors;

/// <summary>An operator's key.</summary>
[GenerateSerializer, Immutable, Alias("shop.operator-key")]
public sealed record OperatorKeySnapshot
{
    /// <summary>The key's id, which is the operator's principal as well.</summary>
    [Id(0)]
    public required OperatorKeyId Id { get; init; }

    /// <summary>Who or what uses it.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The scopes that it has.</summary>
    [Id(2)]
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>When it was made.</summary>
    [Id(3)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The operator who made it.</summary>
    [Id(4)]
    public required PrincipalId CreatedBy { get; init; }

    /// <summary>Until when it is accepted; null for as long as it exists.</summary>
    [Id(5)]
    public DateTimeOffset? ExpiresAt { get; init; }
}
