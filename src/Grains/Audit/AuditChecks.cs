namespace ShopActors;

/// <summary>
/// The invariants, as pure functions. Some hold at every moment; the others apply only to settled payments and orders.
/// </summary>
internal static class AuditChecks
{
    /// <summary>Checks one order and its payment (null for none).</summary>
    public static void Check(OrderState order, PaymentState? payment, AuditFindings findings)
    {
        var subject = order.Id.Value;
        if (order.Placed is not { } placed)
        {
            findings.Violate("I12", subject, "The journal does not begin with placing the order.");
            return;
        }

        CheckHistory(subject, order, findings);
        var sum = OrderRules.Sum(placed.Lines, placed.Charges, placed.Total.Currency);
        findings.Require(sum == placed.Total, "I15", subject, "The total is not the sum of its parts.");
        if (order.Captured is { } captured)
        {
            findings.Require(captured == placed.Total, "I15", subject, "The captured amount is not the total.");
        }

        findings.Require(
            order.RefundingUnits <= (order.Captured?.MinorUnits ?? 0), "I7", subject,
            "More is refunded than was captured.");
        CheckPayment(subject, order, payment, findings);
    }

    /// <summary>Checks one payment as the shop and as the provider know it (null if the provider has none).</summary>
    public static void Check(PaymentId id, PaymentState? payment, ProviderCharge? charge, AuditFindings findings)
    {
        var subject = id.Value;
        if (charge is not null)
        {
            findings.Require(charge.Captures <= 1, "I5", subject, "The provider captured more than once.");
            findings.Require(
                charge.Captured <= charge.Authorised, "I5", subject, "The provider captured more than was authorised.");
            findings.Require(
                charge.Refunded <= charge.Captured, "I7", subject, "The provider refunded more than it captured.");
        }

        if (payment is null)
        {
            findings.Require(
                charge is not { Captured: > 0 } || charge.Captured == charge.Refunded,
                "I6", subject, "The provider captured money for a payment that the shop does not know.");
            return;
        }

        if (charge is { Captured: > 0 } && payment.Amount is { } amount)
        {
            findings.Require(
                charge.Captured <= amount.MinorUnits, "I5", subject,
                "The provider captured more than the order's total.");
            findings.Require(
                charge.Currency == amount.Currency, "I5", subject, "The provider captured another currency.");
        }

        if (IsOpen(payment)) return;
        findings.Require(
            payment.CapturedUnits == (charge?.Captured ?? 0), "I8", subject,
            "Shop and provider disagree on the captured amount.");
        findings.Require(
            payment.RefundedUnits == (charge?.Refunded ?? 0), "I8", subject,
            "Shop and provider disagree on the refunded amount.");
        if (payment.Status == PaymentStatus.Voided)
        {
            findings.Require(
                charge is null or { Authorised: 0 } or { Voided: true }, "I19", subject,
                "The provider still holds an amount that the shop has voided.");
        }
    }

    /// <summary>
    /// Checks one SKU. Orders are read before stock, so every sale that an order records must be in the stock.
    /// </summary>
    public static void Check(
        StockSnapshot stock, IReadOnlyCollection<HoldSnapshot> holds, SkuDemand demand, bool isQuiet,
        DateTimeOffset now, AuditFindings findings)
    {
        var subject = stock.Sku.Value;
        var held = holds.Where(hold => hold.State == HoldState.Held).Sum(hold => (long)hold.Quantity);
        var pinned = holds.Where(hold => hold.State == HoldState.Pinned).Sum(hold => (long)hold.Quantity);
        var received = stock.Initial + stock.Received + stock.Adjusted;
        findings.Require(
            stock is { Available: >= 0, Held: >= 0, Pinned: >= 0, Sold: >= 0 }, "I1", subject,
            "A quantity is negative.");
        findings.Require(
            received == stock.Available + held + pinned + stock.Sold, "I1", subject, "The quantities do not add up.");
        findings.Require(held == stock.Held && pinned == stock.Pinned, "I2", subject, "The holds do not add up.");
        findings.Require(
            demand.Captured <= received, "I3", subject, "More units were paid for than were ever in stock.");
        findings.Require(stock.Sold >= demand.Confirmed, "I3", subject, "A confirmed order was not sold.");
        findings.Require(
            holds.All(hold => hold.State != HoldState.Held || hold.ExpiresAt > now), "I4", subject,
            "Units are held past their deadline.");
        if (!isQuiet) return;

        // Callers may hold units until a deadline; only an order takes them without one.
        findings.Require(pinned == 0, "I4", subject, "Units are taken although no order is pending.");
        findings.Require(
                stock.Sold == demand.Confirmed, "I4", subject, "The units sold are not the units that orders bought.");
    }

    /// <summary>Whether any operation still lacks the provider's answer.</summary>
    public static bool IsOpen(PaymentState payment) =>
        payment.Authorisation is { IsPending: true } || payment.Capture is { IsPending: true } ||
        payment.Void is { IsPending: true } || payment.Refunds.Any(refund => refund.IsPending);

    private static void CheckHistory(string subject, OrderState order, AuditFindings findings)
    {
        var state = OrderState.For(order.Id);
        foreach (var e in order.History)
        {
            if (!state.Allows(e))
            {
                findings.Violate("I12", subject, $"An order in phase {state.Phase} recorded {e.GetType().Name}.");
                return;
            }

            if (e.At < state.LastAt) findings.Violate("I14", subject, "The timeline goes back in time.");
            state = state.Apply(e);
        }

        findings.Require(
            state.Phase == order.Phase && state.Captured == order.Captured && state.Reason == order.Reason,
            "I14", subject, "The order's state differs from the fold of its timeline.");
    }

    private static void CheckPayment(string subject, OrderState order, PaymentState? payment, AuditFindings findings)
    {
        var captured = payment?.CapturedUnits ?? 0;
        var total = order.Placed!.Total;
        switch (order.Phase)
        {
            case OrderPhase.Confirmed or OrderPhase.Finishing:
                findings.Require(
                    captured == total.MinorUnits, "I6", subject, "A confirmed order without a capture of its total.");
                break;
            case OrderPhase.Cancelled:
                findings.Require(
                    captured == (payment?.RefundedUnits ?? 0), "I6", subject, "A cancelled order that keeps money.");
                findings.Require(
                    payment is null || !IsOpen(payment), "I6", subject,
                    "A cancelled order whose payment is still open.");
                break;
        }
    }
}

/// <summary>The units of one SKU that orders have bought.</summary>
/// <param name="Confirmed">The units of confirmed orders.</param>
/// <param name="Captured">The units of orders that were paid, confirmed or not.</param>
internal readonly record struct SkuDemand(long Confirmed, long Captured);
