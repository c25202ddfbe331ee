using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The violations of one invariant that an audit found.</summary>
[GenerateSerializer, Immutable, Alias("shop.audit-violations")]
public sealed record AuditViolations
{
    /// <summary>How many violations are told as examples.</summary>
    public const int ExamplesMax = 3;

    /// <summary>The invariant, such as <c>I5</c>.</summary>
    [Id(0)]
    public required string Invariant { get; init; }

    /// <summary>The number of its violations, among those that the report lists.</summary>
    [Id(1)]
    public required long Count { get; init; }

    /// <summary>The first ones; at most <see cref="ExamplesMax"/>.</summary>
    [Id(2)]
    public ImmutableArray<AuditViolation> Examples { get => field.IsDefault ? [] : field; init; } = [];
}
