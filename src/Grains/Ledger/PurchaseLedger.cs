using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The transactions of one purchase, derived from what its journal records (docs/adr/0026-ledger.md). Money that moves
/// at the provider is posted from the payment, its reason from the order, and both against
/// <see cref="LedgerAccount.Clearing"/>, where money without a reason shows.
/// </summary>
internal static class PurchaseLedger
{
    public static IEnumerable<LedgerTransaction> Of(PurchaseState purchase) =>
        OfPayment(purchase.Payment).Concat(OfOrder(purchase.Order)).Where(one => !one.Postings.IsEmpty);

    /// <summary>Whether all money has its reason by now, so that the clearing account must be zero.</summary>
    public static bool MustBeClear(PurchaseState purchase) =>
        !AuditChecks.IsOpen(purchase.Payment) && purchase.Payment.Rechecks.IsEmpty &&
        (!purchase.Order.IsPlaced || purchase.Order.IsSettled);

    private static IEnumerable<LedgerTransaction> OfPayment(PaymentState payment)
    {
        if (payment.Capture is { HasSucceeded: true } capture)
        {
            yield return Transfer(capture, LedgerAccount.Clearing, LedgerAccount.Provider);
        }

        foreach (var refund in payment.Refunds.Where(refund => refund.HasSucceeded))
        {
            yield return Transfer(refund, LedgerAccount.Provider, LedgerAccount.Clearing);
        }

        LedgerTransaction Transfer(PaymentOperation operation, LedgerAccount from, LedgerAccount to) => Transaction(
            operation.Key, operation.EndedAt ?? operation.RequestedAt, payment.Id.Order, operation.Amount.Currency,
            [new(to, operation.Amount.MinorUnits), new(from, -operation.Amount.MinorUnits)]);
    }

    private static IEnumerable<LedgerTransaction> OfOrder(OrderState order)
    {
        foreach (var e in order.History)
        {
            switch (e)
            {
                case OrderEvent.PaymentCaptured captured:
                    yield return Sale(order, captured);
                    break;
                case OrderEvent.RefundSettled { Status: RefundStatus.Succeeded } settled:
                    var refund = order.Refunds.First(one => one.Id == settled.Refund);
                    yield return Transaction(
                        $"{order.Id}:refund:{refund.Id}", settled.At, order.Id, refund.Amount.Currency,
                        [
                            new(LedgerAccount.Refunds, refund.Amount.MinorUnits),
                            new(LedgerAccount.Clearing, -refund.Amount.MinorUnits),
                        ]);
                    break;
            }
        }
    }

    private static LedgerTransaction Sale(OrderState order, OrderEvent.PaymentCaptured captured)
    {
        // What was captured is the order's total, and the total the sum of its parts: the audit checks both (I15).
        var charges = order.Placed!.Charges;
        var tax = charges?.Tax.MinorUnits ?? 0;
        var shipping = charges?.Shipping is { } charge ? charge.Payable.MinorUnits - charge.Tax.MinorUnits : 0;
        return Transaction(
            $"{order.Id}:sale", captured.At, order.Id, captured.Amount.Currency,
            [
                new(LedgerAccount.Clearing, captured.Amount.MinorUnits),
                new(LedgerAccount.Sales, tax + shipping - captured.Amount.MinorUnits),
                new(LedgerAccount.Shipping, -shipping),
                new(LedgerAccount.Tax, -tax),
            ]);
    }

    private static LedgerTransaction Transaction(
        string id, DateTimeOffset at, OrderId order, Currency currency, ImmutableArray<LedgerPosting> postings) =>
        new(id, at, order, currency, postings.RemoveAll(posting => posting.Amount == 0));
}
