using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Scenarios;

/// <summary>How long after each fault the last of the watched grains was answered for again.</summary>
internal static class Recoveries
{
    private const double SlowMs = 500;
    private const double ComesBackWithinMs = 10_000;

    /// <summary>
    /// In milliseconds, one per fault: over all SKUs the longest time from the fault to the answer of the first
    /// successful look that was begun after it. A fault that comes before the recovery from another lengthens both.
    /// </summary>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> faults, IReadOnlyList<ClientOperation> operations)
    {
        var looks = operations
            .Where(operation => operation is { Action: ClientAction.ReadStock, Result: ResultClass.Ok })
            .GroupBy(operation => operation.Subject)
            .Select(group => group.OrderBy(look => look.InvokedAt).ToList())
            .ToList();
        return [.. faults.Select(fault => looks
            .Select(sku => sku.Find(look => look.InvokedAt >= fault) is { } first ? first.ReturnedAt - fault : 0)
            .DefaultIfEmpty(0).Max())];
    }

    /// <summary>
    /// In milliseconds, one per fault: from it to the last successful answer to an operation that it held up, which is
    /// one that was under way or begun before every SKU was answered for again, and took longer than any does in peace.
    /// Checkouts with a payment that the provider delays on purpose do not count.
    /// </summary>
    public static IReadOnlyList<double> HeldUp(
        IReadOnlyList<double> faults, IReadOnlyList<double> recoveries, IReadOnlyList<ClientOperation> operations) =>
        [.. faults.Zip(recoveries, (fault, recovery) => Slow(fault, fault + recovery, operations)
            .Select(operation => operation.ReturnedAt - fault)
            .DefaultIfEmpty(0).Max())];

    /// <summary>
    /// In milliseconds, one per fault: the longest operation begun after the recovery from it, while what was hit comes
    /// back: a process that has just started is slow at first.
    /// </summary>
    public static IReadOnlyList<double> SlowedDown(
        IReadOnlyList<double> faults, IReadOnlyList<double> recoveries, IReadOnlyList<ClientOperation> operations) =>
        [.. faults.Zip(recoveries, (fault, recovery) => Slow(fault, fault + ComesBackWithinMs, operations)
            .Where(operation => operation.InvokedAt >= fault + recovery)
            .Select(operation => operation.ReturnedAt - operation.InvokedAt)
            .DefaultIfEmpty(0).Max())];

    /// <summary>The slow operations that were under way at a fault, or begun between it and a time.</summary>
    public static IEnumerable<ClientOperation> Slow(
        double fault, double until, IReadOnlyList<ClientOperation> operations) =>
        operations.Where(operation => operation.Result == ResultClass.Ok
            && operation.PaymentToken is null or "tok_ok"
            && operation.ReturnedAt - operation.InvokedAt >= SlowMs
            && operation.ReturnedAt > fault && operation.InvokedAt < until);

    /// <summary>In milliseconds, one per time: from then to the first success of any operation.</summary>
    public static IReadOnlyList<double> First(IReadOnlyList<double> times, IReadOnlyList<ClientOperation> operations)
    {
        var good = operations.Where(operation => operation.Result == ResultClass.Ok).ToList();
        return [.. times.Select(time => good
            .Where(operation => operation.ReturnedAt > time)
            .Select(operation => operation.ReturnedAt - time)
            .DefaultIfEmpty(0).Min())];
    }

    /// <summary>The SKU that was answered for last after a fault.</summary>
    public static string Last(double fault, IReadOnlyList<ClientOperation> operations) => operations
        .Where(operation => operation is { Action: ClientAction.ReadStock, Result: ResultClass.Ok }
            && operation.InvokedAt >= fault)
        .GroupBy(operation => operation.Subject)
        .Select(group => group.MinBy(look => look.InvokedAt)!)
        .MaxBy(look => look.ReturnedAt)?.Subject ?? "none";

    public static double Percentile(IReadOnlyList<double> recoveries, double share)
    {
        if (recoveries.Count == 0) return 0;

        var ordered = recoveries.Order().ToList();
        return ordered[Math.Min(ordered.Count - 1, (int)(share * ordered.Count))];
    }
}
