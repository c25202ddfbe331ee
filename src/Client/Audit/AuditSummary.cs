namespace ShopActors.Client;

/// <summary>What is kept of an audit's report.</summary>
public sealed record AuditSummary
{
    /// <summary>When the audit began to read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether no order was pending while the audit read the journals.</summary>
    public required bool Quiet { get; init; }

    /// <summary>The orders by status.</summary>
    public required AuditOrders Orders { get; init; }

    /// <summary>The number of SKUs.</summary>
    public required long Skus { get; init; }

    /// <summary>Holds past their deadline whose expiry was not in the journal yet.</summary>
    public required long OverdueHolds { get; init; }

    /// <summary>The age of the oldest pending order; 0 if there was none.</summary>
    public required double OldestPendingSeconds { get; init; }

    /// <summary>The journals that were read.</summary>
    public required long Journals { get; init; }

    /// <summary>The journals that could not be understood; each is a violation as well.</summary>
    public required long Unreadable { get; init; }

    /// <summary>The money of each currency.</summary>
    public required IReadOnlyList<AuditMoney> Money { get; init; }

    /// <summary>The ledger's trial balance.</summary>
    public required IReadOnlyList<LedgerBalance> Ledger { get; init; }

    /// <summary>The violations by invariant, with up to three examples each.</summary>
    public required IReadOnlyList<AuditViolations> Violations { get; init; }

    /// <summary>The number of all violations.</summary>
    public required long ViolationCount { get; init; }
}
