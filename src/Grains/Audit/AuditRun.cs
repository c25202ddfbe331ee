using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// One audit. It streams orders with their payments, then payments against the provider's records, then
/// stock, and keeps only one row of each and the sums per SKU in memory. The order of reading matters while
/// the shop is working: everything that an order records must be in the payments and the stock, which are
/// read later; the reverse need not hold.
/// </summary>
internal sealed class AuditRun(IJournalStore store, IPaymentProvider provider, TimeProvider time)
{
    private const string StockPrefix = "stock/";

    private readonly AuditFindings _findings = new();
    private readonly Dictionary<Sku, SkuDemand> _demand = [];
    private readonly long[] _orders = new long[3];
    private readonly HashSet<PaymentId> _unreadable = [];
    private long _purchases;
    private DateTimeOffset? _oldestPending;
    private long _overdueHolds;

    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetUtcNow();
        await OperatorLogAudit.CheckAsync(store, _findings, cancellationToken);
        await ReadOrdersAsync(cancellationToken);
        await ReadPaymentsAsync(cancellationToken);
        var isQuiet = _orders[(int)OrderStatus.Pending] == 0;
        var stock = await ReadStockAsync(isQuiet, cancellationToken);
        if (isQuiet && await CountPurchasesAsync(cancellationToken) != _purchases)
        {
            // Orders were placed meanwhile, so violations of the rules for a quiet shop prove nothing. The rules for a
            // working shop still apply.
            return await new AuditRun(store, provider, time).RunWorkingAsync(begin, cancellationToken);
        }

        return Report(begin, stock, isQuiet);
    }

    private async Task<AuditReport> RunWorkingAsync(DateTimeOffset begin, CancellationToken cancellationToken)
    {
        await OperatorLogAudit.CheckAsync(store, _findings, cancellationToken);
        await ReadOrdersAsync(cancellationToken);
        await ReadPaymentsAsync(cancellationToken);
        return Report(begin, await ReadStockAsync(isQuiet: false, cancellationToken), isQuiet: false);
    }

    private AuditReport Report(DateTimeOffset begin, ImmutableArray<StockSnapshot> stock, bool isQuiet) => new()
    {
        AsOf = begin,
        Stock = stock,
        Pending = _orders[(int)OrderStatus.Pending],
        Confirmed = _orders[(int)OrderStatus.Confirmed],
        Cancelled = _orders[(int)OrderStatus.Cancelled],
        Money = _findings.Money,
        OverdueHolds = _overdueHolds,
        OldestPendingSeconds = _oldestPending is { } oldest ? Math.Max(0, (begin - oldest).TotalSeconds) : 0,
        Quiet = isQuiet,
        Violations = _findings.Violations,
        ViolationCount = _findings.ViolationCount,
    };

    private async Task ReadOrdersAsync(CancellationToken cancellationToken)
    {
        await foreach (var journal in OrderJournals.ListAsync(store, cancellationToken))
        {
            var content = await store.ReadAsync(journal, cancellationToken);
            if (!content.Exists) continue;
            _purchases++;
            var id = OrderJournals.ToOrder(journal);
            PurchaseState purchase;
            try
            {
                purchase = content.ToState<PurchaseState, PurchaseEvent>(id.Value);
            }
            catch (Exception e) when (e is InvalidOperationException or JournalStoreException)
            {
                // One unreadable order must not hide the others.
                _findings.Violate("I12", id.Value, e.Message);
                _unreadable.Add(PaymentId.For(id));
                continue;
            }

            var (order, payment) = (purchase.Order, purchase.Payment);
            _findings.Require(
                content.Version == order.History.Length + payment.Version,
                "I14", id.Value, "The timeline has gaps or duplicates.");

            // A payment check has a payment and no order.
            if (!order.IsPlaced) continue;
            AuditChecks.Check(order, payment.IsEmpty ? null : payment, _findings);
            Count(order);
        }
    }

    private void Count(OrderState order)
    {
        _orders[(int)order.Status]++;
        if (order.Placed is not { } placed) return;
        if (order.Status == OrderStatus.Pending && (_oldestPending is null || placed.At < _oldestPending))
        {
            _oldestPending = placed.At;
        }

        if (order.Captured is null) return;
        foreach (var (sku, quantity) in order.Demand())
        {
            var demand = _demand.GetValueOrDefault(sku);
            _demand[sku] = new(
                demand.Confirmed + (order.Status == OrderStatus.Confirmed ? quantity : 0), demand.Captured + quantity);
        }
    }

    /// <summary>Merges the two sorted streams, so that neither has to be in memory.</summary>
    private async Task ReadPaymentsAsync(CancellationToken cancellationToken)
    {
        await using var payments = OrderJournals.ReadPaymentsAsync(store, _unreadable, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using var charges = provider.ReadChargesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasPayment = await payments.MoveNextAsync();
        var hasCharge = await NextChargeAsync(charges);
        while (hasPayment || hasCharge)
        {
            var order = !hasPayment ? 1 : !hasCharge ? -1
                : string.CompareOrdinal(payments.Current.Id.Value, charges.Current.Payment.Value);
            var id = order <= 0 ? payments.Current.Id : charges.Current.Payment;
            await MatchAsync(
                id, order <= 0 ? payments.Current.State : null, order >= 0 ? charges.Current : null, cancellationToken);
            if (order <= 0) hasPayment = await payments.MoveNextAsync();
            if (order >= 0) hasCharge = await NextChargeAsync(charges);
        }
    }

    private async Task<bool> NextChargeAsync(IAsyncEnumerator<ProviderCharge> charges)
    {
        try
        {
            return await charges.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            _findings.Violate("I8", "provider", "The provider's records cannot be read: " + e.Message);
            return false;
        }
    }

    private async Task MatchAsync(
        PaymentId id, PaymentState? payment, ProviderCharge? charge, CancellationToken cancellationToken)
    {
        if (payment?.Amount is { } amount)
        {
            _findings.AddShopMoney(amount.Currency, payment.CapturedUnits, payment.RefundedUnits);
        }

        if (charge is not null) _findings.AddProviderMoney(charge.Currency, charge.Captured, charge.Refunded);

        var first = new AuditFindings();
        AuditChecks.Check(id, payment, charge, first);
        if (first.ViolationCount == 0) return;

        // The two were read at different times. Report only differences that persist while the payment does not change.
        var now = await OrderJournals.ReadPaymentAsync(store, id, cancellationToken);
        if (now is null ? payment is not null : payment is null || now.Version != payment.Version) return;
        var books = charge is null ? null : await RefreshAsync(id, now, charge, cancellationToken);
        AuditChecks.Check(
            id, now, books ?? await RefreshAsync(id, now, Missing(id, now), cancellationToken), _findings);
    }

    /// <summary>Reads the provider's current answer for each operation that the shop knows.</summary>
    private async Task<ProviderCharge> RefreshAsync(
        PaymentId id, PaymentState? payment, ProviderCharge charge, CancellationToken cancellationToken)
    {
        if (payment is null) return charge;
        var capture = await FindAsync(PaymentKeys.Capture(id));
        var refunded = 0L;
        foreach (var refund in payment.Refunds)
        {
            var answer = await FindAsync(refund.Key);
            if (answer is { Outcome: ProviderOutcome.Succeeded, Amount: { } amount }) refunded += amount.MinorUnits;
        }

        var isVoided = payment.Void is { HasSucceeded: true } voided &&
            (await FindAsync(voided.Key)).Outcome == ProviderOutcome.Succeeded;
        var captured = capture is { Outcome: ProviderOutcome.Succeeded, Amount: { } taken } ? taken.MinorUnits : 0;
        return charge with
        {
            Captured = Math.Max(charge.Captured, captured),
            Refunded = Math.Max(charge.Refunded, refunded),
            Authorised = Math.Max(charge.Authorised, captured),
            Voided = charge.Voided || isVoided,
        };

        Task<ProviderAnswer> FindAsync(string key) => provider.FindAsync(
            new()
            {
                Key = key,
                Payment = id,
                Operation = PaymentKeys.OperationOf(key),
                Authorisation = payment.Authorisation?.Reference,
            },
            cancellationToken);
    }

    private static ProviderCharge Missing(PaymentId id, PaymentState? payment) => new()
    {
        Payment = id,
        Order = payment?.Order ?? default,
        Currency = payment?.Amount?.Currency ?? Currency.Eur,
        Authorised = 0,
        Captured = 0,
        Refunded = 0,
        Captures = 0,
        Voided = false,
    };

    private async Task<ImmutableArray<StockSnapshot>> ReadStockAsync(bool isQuiet, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stock = ImmutableArray.CreateBuilder<StockSnapshot>();
        await foreach (var journal in store.ListAsync(StockPrefix, cancellationToken))
        {
            var content = await store.ReadAsync(journal, cancellationToken);
            if (!content.Exists) continue;
            var sku = new Sku(journal.Value[StockPrefix.Length..]);
            StockState state;
            try
            {
                state = content.ToState<StockState, StockEvent>(sku.Value);
            }
            catch (Exception e) when (e is InvalidOperationException or JournalStoreException)
            {
                _findings.Violate("I1", sku.Value, e.Message);
                continue;
            }

            // A passed deadline counts as passed, whether or not the grain has recorded it.
            _overdueHolds += state.LiveHolds.Count(hold => hold.IsOverdue(now));
            if (state.HasOverdue(now)) state = state.Apply(new DeadlinesPassed { At = now });
            var snapshot = state.ToSnapshot();
            if (!state.IsOpen && state.Version == 0) continue;
            AuditChecks.Check(
                snapshot, [.. state.LiveHolds.Select(hold => hold.ToSnapshot())], _demand.GetValueOrDefault(sku),
                isQuiet, now, _findings);
            _demand.Remove(sku);
            stock.Add(snapshot);
        }

        foreach (var (sku, demand) in _demand)
        {
            _findings.Require(demand.Captured == 0, "I3", sku.Value, "Units were sold of a SKU that never had stock.");
        }

        return stock.ToImmutable();
    }

    private async Task<long> CountPurchasesAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var _ in OrderJournals.ListAsync(store, cancellationToken)) count++;
        return count;
    }
}
