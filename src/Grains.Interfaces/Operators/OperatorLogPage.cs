using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A page of the log of operators.</summary>
[GenerateSerializer, Immutable, Alias("shop.operator-log-page")]
public sealed record OperatorLogPage
{
    /// <summary>The entries, latest first.</summary>
    [Id(0)]
    public required ImmutableArray<OperatorLogEntry> Entries { get; init; }

    /// <summary>The number before which the next page begins; null at the end.</summary>
    [Id(1)]
    public long? Next { get; init; }
}
