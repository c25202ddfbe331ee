using ShopActors.WebApi.Stock;

namespace ShopActors.WebApi.Ops;

/// <summary>The numbers of an audit. Amounts are in minor units; with several currencies, see <c>money</c>.</summary>
/// <param name="AsOf">When the audit began.</param>
/// <param name="Quiet">Whether no order was pending while the audit read the journals.</param>
/// <param name="Stock">The quantities of every SKU.</param>
/// <param name="Orders">The orders by status.</param>
/// <param name="Captured">The sum of captures.</param>
/// <param name="Refunded">The sum of refunds.</param>
/// <param name="Money">The money of each currency.</param>
/// <param name="Ledger">The ledger's trial balance.</param>
/// <param name="OverdueHolds">Holds past their deadline whose expiry is not in the journal yet.</param>
/// <param name="OldestPendingSeconds">The age of the oldest pending order; 0 if there is none.</param>
/// <param name="Violations">The violated invariants, as far as the report lists them.</param>
/// <param name="ViolationCount">The number of all violations.</param>
/// <param name="Journals">The journals that were read.</param>
/// <param name="Unreadable">The journals that could not be understood; each is a violation as well.</param>
internal sealed record AuditBody(
    DateTimeOffset AsOf,
    bool Quiet,
    IReadOnlyList<StockBody> Stock,
    AuditOrdersBody Orders,
    AuditPairBody Captured,
    AuditPairBody Refunded,
    IReadOnlyList<AuditMoneyBody> Money,
    IReadOnlyList<LedgerBalanceBody> Ledger,
    long OverdueHolds,
    double OldestPendingSeconds,
    IReadOnlyList<AuditViolationBody> Violations,
    long ViolationCount,
    long Journals,
    long Unreadable)
{
    public static AuditBody Of(AuditReport report) => new(
        report.AsOf,
        report.Quiet,
        [.. report.Stock.Select(StockBody.Of)],
        new(report.Pending, report.Confirmed, report.Cancelled),
        new(report.Money.Sum(money => money.ShopCaptured), report.Money.Sum(money => money.ProviderCaptured)),
        new(report.Money.Sum(money => money.ShopRefunded), report.Money.Sum(money => money.ProviderRefunded)),
        [.. report.Money.Select(AuditMoneyBody.Of)],
        [.. report.Ledger.Select(LedgerBalanceBody.Of)],
        report.OverdueHolds,
        report.OldestPendingSeconds,
        [.. report.Violations.Select(AuditViolationBody.Of)],
        report.ViolationCount,
        report.Journals,
        report.Unreadable);
}

/// <summary>Orders by status.</summary>
/// <param name="Pending">The pending orders.</param>
/// <param name="Confirmed">The confirmed orders.</param>
/// <param name="Cancelled">The cancelled orders.</param>
internal sealed record AuditOrdersBody(long Pending, long Confirmed, long Cancelled);

/// <summary>An amount according to the shop and to the provider.</summary>
/// <param name="Shop">The amount in the shop's journals.</param>
/// <param name="Provider">The amount in the provider's records.</param>
internal sealed record AuditPairBody(long Shop, long Provider);

/// <summary>The money of one currency.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Captured">The sum of captures.</param>
/// <param name="Refunded">The sum of refunds.</param>
internal sealed record AuditMoneyBody(
    [TextOf<Currency>] string Currency, AuditPairBody Captured, AuditPairBody Refunded)
{
    public static AuditMoneyBody Of(AuditMoney money) => new(
        money.Currency.Value,
        new(money.ShopCaptured, money.ProviderCaptured),
        new(money.ShopRefunded, money.ProviderRefunded));
}

/// <summary>A violated invariant.</summary>
/// <param name="Invariant">The invariant, such as <c>I5</c>.</param>
/// <param name="Subject">The order, payment or SKU that violates it.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record AuditViolationBody(string Invariant, string Subject, string Message)
{
    public static AuditViolationBody Of(AuditViolation violation) =>
        new(violation.Invariant, violation.Subject, violation.Message);
}
