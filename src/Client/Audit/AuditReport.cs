namespace ShopActors.Client;

/// <summary>The numbers of an audit. Amounts are in minor units; with several currencies, see <c>money</c>.</summary>
public sealed record AuditReport : ShopResource
{
    /// <summary>When the audit began.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether no order was pending while the audit read the journals.</summary>
    public required bool Quiet { get; init; }

    /// <summary>The quantities of every SKU.</summary>
    public required IReadOnlyList<StockLevels> Stock { get; init; }

    /// <summary>The orders by status.</summary>
    public required AuditOrders Orders { get; init; }

    /// <summary>The sum of captures.</summary>
    public required AuditPair Captured { get; init; }

    /// <summary>The sum of refunds.</summary>
    public required AuditPair Refunded { get; init; }

    /// <summary>The money of each currency.</summary>
    public required IReadOnlyList<AuditMoney> Money { get; init; }

    /// <summary>The ledger's trial balance.</summary>
    public required IReadOnlyList<LedgerBalance> Ledger { get; init; }

    /// <summary>Holds past their deadline whose expiry is not in the journal yet.</summary>
    public required long OverdueHolds { get; init; }

    /// <summary>The age of the oldest pending order; 0 if there is none.</summary>
    public required double OldestPendingSeconds { get; init; }

    /// <summary>The violated invariants, as far as the report lists them.</summary>
    public required IReadOnlyList<AuditViolation> Violations { get; init; }

    /// <summary>The number of all violations.</summary>
    public required long ViolationCount { get; init; }

    /// <summary>The journals that were read.</summary>
    public required long Journals { get; init; }

    /// <summary>The journals that could not be understood; each is a violation as well.</summary>
    public required long Unreadable { get; init; }
}
