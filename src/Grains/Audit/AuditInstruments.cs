using System.Diagnostics.Metrics;

namespace ShopActors;

/// <summary>What this process's last audit found, in the meter <c>ShopActors</c>.</summary>
internal static class AuditInstruments
{
    private static readonly Meter Meter = new("ShopActors");

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        "shop.audit.runs", "{audit}", "Audits that were completed.");

    private static readonly Gauge<long> Violations = Meter.CreateGauge<long>(
        "shop.audit.violations", "{violation}", "Violations that the last audit found.");

    private static readonly Gauge<long> OverdueHolds = Meter.CreateGauge<long>(
        "shop.audit.holds.overdue", "{hold}", "Holds past their deadline in the last audit.");

    public static void Record(AuditReport report)
    {
        Runs.Add(1);
        Violations.Record(report.ViolationCount);
        OverdueHolds.Record(report.OverdueHolds);
    }
}
