using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What is kept of an audit's report: everything but the quantities of each SKU and most violations.</summary>
[GenerateSerializer, Immutable, Alias("shop.audit-summary")]
public sealed record AuditSummary
{
    /// <summary>When the audit began to read.</summary>
    [Id(0)]
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether no order was pending while the audit read the journals.</summary>
    [Id(1)]
    public bool Quiet { get; init; }

    /// <summary>The number of pending orders.</summary>
    [Id(2)]
    public long Pending { get; init; }

    /// <summary>The number of confirmed orders.</summary>
    [Id(3)]
    public long Confirmed { get; init; }

    /// <summary>The number of cancelled orders.</summary>
    [Id(4)]
    public long Cancelled { get; init; }

    /// <summary>The number of SKUs.</summary>
    [Id(5)]
    public long Skus { get; init; }

    /// <summary>Holds past their deadline whose expiry was not in the journal yet.</summary>
    [Id(6)]
    public long OverdueHolds { get; init; }

    /// <summary>The age of the oldest pending order; 0 when there was none.</summary>
    [Id(7)]
    public double OldestPendingSeconds { get; init; }

    /// <summary>The journals that were read.</summary>
    [Id(8)]
    public long Journals { get; init; }

    /// <summary>The journals among them that could not be understood; each is a violation as well.</summary>
    [Id(9)]
    public long Unreadable { get; init; }

    /// <summary>The number of all violations.</summary>
    [Id(10)]
    public long ViolationCount { get; init; }

    /// <summary>The violations by invariant.</summary>
    [Id(11)]
    public ImmutableArray<AuditViolations> Violations { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The money captured and refunded, per currency.</summary>
    [Id(12)]
    public ImmutableArray<AuditMoney> Money { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The ledger's trial balance.</summary>
    [Id(13)]
    public ImmutableArray<LedgerBalance> Ledger { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What is kept of a report.</summary>
    public static AuditSummary Of(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            AsOf = report.AsOf,
            Quiet = report.Quiet,
            Pending = report.Pending,
            Confirmed = report.Confirmed,
            Cancelled = report.Cancelled,
            Skus = report.Stock.Length,
            OverdueHolds = report.OverdueHolds,
            OldestPendingSeconds = report.OldestPendingSeconds,
            Journals = report.Journals,
            Unreadable = report.Unreadable,
            ViolationCount = report.ViolationCount,
            Violations = [.. report.Violations.GroupBy(violation => violation.Invariant).Select(ToGroup)],
            Money = report.Money,
            Ledger = report.Ledger,
        };
    }

    private static AuditViolations ToGroup(IGrouping<string, AuditViolation> violations) => new()
    {
        Invariant = violations.Key,
        Count = violations.LongCount(),
        Examples = [.. violations.Take(AuditViolations.ExamplesMax)],
    };
}
