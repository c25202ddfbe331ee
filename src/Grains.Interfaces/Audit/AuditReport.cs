using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What an audit found.</summary>
[GenerateSerializer, Immutable, Alias("shop.audit-report")]
public sealed record AuditReport
{
    /// <summary>When it began.</summary>
    [Id(0)]
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The quantities of every SKU.</summary>
    [Id(1)]
    public required ImmutableArray<StockSnapshot> Stock { get; init; }

    /// <summary>How many orders are under way.</summary>
    [Id(2)]
    public required long Pending { get; init; }

    /// <summary>How many were confirmed.</summary>
    [Id(3)]
    public required long Confirmed { get; init; }

    /// <summary>How many were cancelled.</summary>
    [Id(4)]
    public required long Cancelled { get; init; }

    /// <summary>What was taken and given back, per currency.</summary>
    [Id(5)]
    public required ImmutableArray<AuditMoney> Money { get; init; }

    /// <summary>Holds past their deadline whose end was not written down yet; they hold nothing any more.</summary>
    [Id(6)]
    public required long OverdueHolds { get; init; }

    /// <summary>The age of the oldest order under way; 0 without one.</summary>
    [Id(7)]
    public required double OldestPendingSeconds { get; init; }

    /// <summary>Whether no order was under way when it was read.</summary>
    [Id(8)]
    public required bool Quiet { get; init; }

    /// <summary>What contradicts an invariant; at most <see cref="ViolationsMax"/> of them.</summary>
    [Id(9)]
    public required ImmutableArray<AuditViolation> Violations { get; init; }

    /// <summary>How many contradictions there are.</summary>
    [Id(10)]
    public required long ViolationCount { get; init; }

    /// <summary>How many violations a report lists.</summary>
    public const int ViolationsMax = 1_000;
}
