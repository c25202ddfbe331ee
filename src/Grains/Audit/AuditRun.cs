using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// One audit. It streams orders with their payments, then payments against the provider's records, then
/// stock, and keeps only one row of each and the sums per SKU in memory. The order of reading matters while
/// the shop is working: everything that an order records must be in the payments and the stock, which are
/// read later; the reverse need not hold.
/// </summary>
internal sealed class AuditRun(IJournalStore store, IPaymentProvider provider, TimeProvider time, AuditReads reads)
{
    private const string StockPrefix = "stock/";

    private readonly PaymentBooks _books = new(store, provider);
    private readonly AuditFindings _findings = new();
    private readonly Dictionary<Sku, SkuDemand> _demand = [];
    private readonly TrialBalance _ledger = new();
    private readonly long[] _orders = new long[3];
    private long _purchases;
    private long _journals;
    private long _unreadable;
    private DateTimeOffset? _oldestPending;
    private long _overdueHolds;

    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        var begin = time.Now();
        await ReadPurchasesAsync(cancellationToken);
        var isQuiet = _orders[(int)OrderStatus.Pending] == 0;
        var stock = await ReadStockAsync(isQuiet, cancellationToken);
        if (isQuiet && await CountPurchasesAsync(cancellationToken) != _purchases)
        {
            // Orders were placed meanwhile, so violations of the rules for a quiet shop prove nothing. The rules for a
            // working shop still apply.
            return await new AuditRun(store, provider, time, reads).RunWorkingAsync(begin, cancellationToken);
        }

        return Report(begin, stock, isQuiet);
    }

    private async Task<AuditReport> RunWorkingAsync(DateTimeOffset begin, CancellationToken cancellationToken)
    {
        await ReadPurchasesAsync(cancellationToken);
        return Report(begin, await ReadStockAsync(isQuiet: false, cancellationToken), isQuiet: false);
    }

    private async Task ReadPurchasesAsync(CancellationToken cancellationToken)
    {
        // Each purchase is read twice. Listing reads no journal.
        reads.Expect(
            (2 * await CountPurchasesAsync(cancellationToken)) +
            await store.ListAsync(StockPrefix, cancellationToken: cancellationToken).LongCountAsync(cancellationToken));
        await OperatorLogAudit.CheckAsync(store, _findings, cancellationToken);
        await ReadOrdersAsync(cancellationToken);
        await ReadPaymentsAsync(cancellationToken);
    }

    private AuditReport Report(DateTimeOffset begin, ImmutableArray<StockSnapshot> stock, bool isQuiet) => new()
    {
        AsOf = begin,
        Stock = stock,
        Pending = _orders[(int)OrderStatus.Pending],
        Confirmed = _orders[(int)OrderStatus.Confirmed],
        Cancelled = _orders[(int)OrderStatus.Cancelled],
        Money = _findings.Money,
        Ledger = _ledger.Rows,
        OverdueHolds = _overdueHolds,
        OldestPendingSeconds = _oldestPending is { } oldest ? Math.Max(0, (begin - oldest).TotalSeconds) : 0,
        Quiet = isQuiet,
        Violations = _findings.Violations,
        ViolationCount = _findings.ViolationCount,
        Journals = _journals,
        Unreadable = _unreadable,
    };

    private async Task ReadOrdersAsync(CancellationToken cancellationToken)
    {
        await foreach (var journal in OrderJournals.ListAsync(store, cancellationToken))
        {
            var content = await ReadAsync(journal, cancellationToken);
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
                _unreadable++;
                _findings.Violate("I12", id.Value, e.Message);
                continue;
            }

            var (order, payment) = (purchase.Order, purchase.Payment);
            _findings.Require(
                content.Version == order.History.Length + payment.Version,
                "I14", id.Value, "The timeline has gaps or duplicates.");

            Post(id, purchase);

            // A payment check has a payment and no order.
            if (!order.IsPlaced) continue;
            AuditChecks.Check(order, payment.IsEmpty ? null : payment, _findings);
            Count(order);
        }
    }

    private void Post(OrderId id, PurchaseState purchase)
    {
        var own = new TrialBalance();
        Currency? currency = null;
        foreach (var transaction in PurchaseLedger.Of(purchase))
        {
            _findings.Require(
                transaction.Postings.Sum(posting => posting.Amount) == 0, "I8", transaction.Id,
                "The postings of a transaction do not sum up to zero.");
            own.Add(transaction);
            _ledger.Add(transaction);
            currency = transaction.Currency;
        }

        if (currency is not { } known || !PurchaseLedger.MustBeClear(purchase)) return;
        _findings.Require(
            own.Of(LedgerAccount.Clearing, known) == 0, "I8", id.Value,
            "The order has ended, but its money is not cleared.");
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

    private async Task ReadPaymentsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var match in _books.ReadAsync(cancellationToken))
            {
                if (match.Payment is not null || match.IsUnreadable) await reads.AddAsync();
                await CompareAsync(match, cancellationToken);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            _findings.Violate("I8", "provider", "The provider's records cannot be read: " + e.Message);
        }
    }

    private async Task CompareAsync(PaymentMatch match, CancellationToken cancellationToken)
    {
        // Reported with its order.
        if (match.IsUnreadable) return;
        var (id, payment, charge) = (match.Id, match.Payment, match.Charge);
        if (payment?.Amount is { } amount)
        {
            _findings.AddShopMoney(amount.Currency, payment.CapturedUnits, payment.RefundedUnits);
        }

        if (charge is not null) _findings.AddProviderMoney(charge.Currency, charge.Captured, charge.Refunded);

        var first = new AuditFindings();
        AuditChecks.Check(id, payment, charge, first);
        if (first.ViolationCount == 0) return;

        // Report only differences that persist while the payment does not change.
        if (await _books.ReadAgainAsync(match, cancellationToken) is not { } again) return;
        AuditChecks.Check(id, again.Payment, again.Charge, _findings);
    }

    private async Task<ImmutableArray<StockSnapshot>> ReadStockAsync(bool isQuiet, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stock = ImmutableArray.CreateBuilder<StockSnapshot>();
        await foreach (var journal in store.ListAsync(StockPrefix, cancellationToken: cancellationToken))
        {
            var content = await ReadAsync(journal, cancellationToken);
            if (!content.Exists) continue;
            var sku = new Sku(journal.Value[StockPrefix.Length..]);
            StockState state;
            try
            {
                state = content.ToState<StockState, StockEvent>(sku.Value);
            }
            catch (Exception e) when (e is InvalidOperationException or JournalStoreException)
            {
                _unreadable++;
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

    private async ValueTask<JournalContent> ReadAsync(JournalId journal, CancellationToken cancellationToken)
    {
        var content = await store.ReadAsync(journal, cancellationToken);
        _journals++;
        await reads.AddAsync();
        return content;
    }

    private ValueTask<long> CountPurchasesAsync(CancellationToken cancellationToken) =>
        OrderJournals.ListAsync(store, cancellationToken).LongCountAsync(cancellationToken);
}
