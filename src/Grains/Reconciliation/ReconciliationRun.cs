using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// One comparison of the shop's payments with the provider's records. It changes nothing itself: a payment whose
/// capture the shop does not know is told to look it up, and does the rest.
/// </summary>
/// <param name="books">Both sides of the payments.</param>
/// <param name="tell">Tells a payment what a lost notice of the provider would have told it.</param>
internal sealed class ReconciliationRun(PaymentBooks books, Func<PaymentId, PaymentWebhook, Task<Result>> tell)
{
    private const int PaymentsPerTurn = 64;

    public async Task<ReconciliationReport> RunAsync(OperationId run, CancellationToken cancellationToken = default)
    {
        var differences = ImmutableArray.CreateBuilder<PaymentDifference>();
        var (matches, payments, charges, unreadable, count) = (0L, 0L, 0L, 0L, 0L);
        await foreach (var match in books.ReadAsync(cancellationToken))
        {
            // A store or provider in this process may answer without waiting: let the grain's other calls in between.
            if (++matches % PaymentsPerTurn == 0) await Task.Yield();
            if (match.IsUnreadable) unreadable++;
            if (match.Payment is not null) payments++;
            if (match.Charge is not null) charges++;
            if (await CompareAsync(run, match, cancellationToken) is not { } difference) continue;
            if (count++ < ReconciliationReport.DifferencesMax) differences.Add(difference);
        }

        return new()
        {
            Payments = payments,
            Charges = charges,
            Unreadable = unreadable,
            Differences = differences.ToImmutable(),
            DifferenceCount = count,
        };
    }

    private async Task<PaymentDifference?> CompareAsync(
        OperationId run, PaymentMatch match, CancellationToken cancellationToken)
    {
        if (match.IsUnreadable || Find(match) is null) return null;
        if (await books.ReadAgainAsync(match, cancellationToken) is not { } again) return null;
        if (Find(again) is not { } reason) return null;
        var (shop, provider) = (again.Payment, again.Charge);
        var isUnknownCapture = shop is not null && provider?.Captured > shop.CapturedUnits;
        if (isUnknownCapture) await LookUpAsync(run, again.Id);
        return new()
        {
            Payment = again.Id,
            Reason = reason,
            ShopCaptured = shop?.CapturedUnits ?? 0,
            ProviderCaptured = provider?.Captured ?? 0,
            ShopRefunded = shop?.RefundedUnits ?? 0,
            ProviderRefunded = provider?.Refunded ?? 0,
            IsLookedUp = isUnknownCapture,
        };
    }

    private static string? Find(PaymentMatch match)
    {
        var findings = new AuditFindings();
        AuditChecks.Check(match.Id, match.Payment, match.Charge, findings);
        return findings.Violations is [var first, ..] ? first.Message : null;
    }

    private async Task LookUpAsync(OperationId run, PaymentId id)
    {
        var noted = await tell(
            id, new() { EventId = $"reconciliation/{run}", Type = "capture.succeeded", Key = PaymentKeys.Capture(id) });
        if (noted.IsRefused) throw new InvalidOperationException($"{id} refused to look up its capture: {noted.Error}");
    }
}
