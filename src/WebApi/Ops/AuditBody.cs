using ShopActors.WebApi.Stock;

namespace ShopActors.WebApi.Ops;

/// <summary>The numbers of an audit. Amounts are in minor units; with several currencies, see <c>money</c>.</summary>
internal sealed record AuditBody(
    DateTimeOffset AsOf,
    bool Quiet,
    IReadOnlyList<StockBody> Stock,
    AuditOrdersBody Orders,
    AuditPairBody Captured,
    AuditPairBody Refunded,
    IReadOnlyList<AuditMoneyBody> Money,
    long OverdueHolds,
    double OldestPendingSeconds,
    IReadOnlyList<AuditViolationBody> Violations,
    long ViolationCount)
{
    public static AuditBody Of(AuditReport report) => new(
        report.AsOf,
        report.Quiet,
        [.. report.Stock.Select(StockBody.Of)],
        new(report.Pending, report.Confirmed, report.Cancelled),
        new(report.Money.Sum(money => money.ShopCaptured), report.Money.Sum(money => money.ProviderCaptured)),
        new(report.Money.Sum(money => money.ShopRefunded), report.Money.Sum(money => money.ProviderRefunded)),
        [.. report.Money.Select(AuditMoneyBody.Of)],
        report.OverdueHolds,
        report.OldestPendingSeconds,
        [.. report.Violations.Select(violation =>
            new AuditViolationBody(violation.Invariant, violation.Subject, violation.Message))],
        report.ViolationCount);
}

/// <summary>Orders by state.</summary>
internal sealed record AuditOrdersBody(long Pending, long Confirmed, long Cancelled);

/// <summary>One amount according to the shop and to the provider.</summary>
internal sealed record AuditPairBody(long Shop, long Provider);

/// <summary>The money of one currency.</summary>
internal sealed record AuditMoneyBody(string Currency, AuditPairBody Captured, AuditPairBody Refunded)
{
    public static AuditMoneyBody Of(AuditMoney money) => new(
        money.Currency.Value,
        new(money.ShopCaptured, money.ProviderCaptured),
        new(money.ShopRefunded, money.ProviderRefunded));
}

/// <summary>A violated invariant.</summary>
internal sealed record AuditViolationBody(string Invariant, string Subject, string Message);
