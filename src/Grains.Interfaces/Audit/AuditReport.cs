using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The result of an audit.</summary>
[GenerateSerializer, Immutable, Alias("shop.audit-report")]
public sealed record AuditReport
{
    /// <summary>When the audit began.</summary>
    [Id(0)]
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The quantities of every SKU.</summary>
    [Id(1)]
    public required ImmutableArray<StockSnapshot> Stock { get; init; }

    /// <summary>The number of pending orders.</summary>
    [Id(2)]
    public required long Pending { get; init; }

    /// <summary>The number of confirmed orders.</summary>
    [Id(3)]
    public required long Confirmed { get; init; }

    /// <summary>The number of cancelled orders.</summary>
    [Id(4)]
    public required long Cancelled { get; init; }

    /// <summary>The money captured and refunded, per currency.</summary>
    [Id(5)]
    public required ImmutableArray<AuditMoney> Money { get; init; }

    /// <summary>Holds past their deadline whose expiry is not in the journal yet. They no longer hold units.</summary>
    [Id(6)]
    public required long OverdueHolds { get; init; }

    /// <summary>The age of the oldest pending order; 0 when there is none.</summary>
    [Id(7)]
    public required double OldestPendingSeconds { get; init; }

    /// <summary>Whether no order was pending while the audit read the journals.</summary>
    [Id(8)]
    public required bool Quiet { get; init; }

    /// <summary>The violated invariants; at most <see cref="ViolationsMax"/> are listed.</summary>
    [Id(9)]
    public required ImmutableArray<AuditViolation> Violations { get; init; }

    /// <summary>The number of all violations, listed or not.</summary>
    [Id(10)]
    public required long ViolationCount { get; init; }

    /// <summary>The ledger's trial balance.</summary>
    [Id(11)]
    public required ImmutableArray<LedgerBalance> Ledger { get; init; }

    /// <summary>The journals that were read.</summary>
    [Id(12)]
    public long Journals { get; init; }

    /// <summary>The journals among them that could not be understood; each is a violation as well.</summary>
    [Id(13)]
    public long Unreadable { get; init; }

    /// <summary>How many violations a report lists.</summary>
    public const int ViolationsMax = 1_000;
}
