using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A page of the shop's audits, latest first.</summary>
[GenerateSerializer, Immutable, Alias("shop.audit-page")]
public sealed record AuditPage
{
    /// <summary>The audits.</summary>
    [Id(0)]
    public required ImmutableArray<AuditSnapshot> Audits { get; init; }

    /// <summary>The number before which the next page begins; null on the last one.</summary>
    [Id(1)]
    public long? Next { get; init; }
}
