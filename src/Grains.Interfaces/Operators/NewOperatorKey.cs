using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A key to make.</summary>
[GenerateSerializer, Immutable, Alias("shop.new-operator-key")]
public sealed record NewOperatorKey
{
    /// <summary>The key's id: a repeated command has the same.</summary>
    [Id(0)]
    public required OperatorKeyId Id { get; init; }

    /// <summary>Who or what uses it.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The scopes that it has.</summary>
    [Id(2)]
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>Until when it is accepted; null for as long as it exists.</summary>
    [Id(3)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The hash of the key's text.</summary>
    [Id(4)]
    public required TokenHash Hash { get; init; }
}
