using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

// One worker for a silo, whose reads interleave: of several, Orleans (10.4) gives a cancellation to one that is idle.
[StatelessWorker(1), Reentrant, GrainType("ledger")]
internal sealed class LedgerGrain(IJournalStore store) : Grain, ILedgerGrain
{
    public async Task<Result<LedgerPage>> Read(
        Caller caller, string? cursor, int limit, CancellationToken cancellationToken)
    {
        if (!caller.May(Scopes.AuditRead)) return AccessErrors.Forbidden(Scopes.AuditRead);
        var size = Math.Clamp(limit, 1, OrderLimits.PageMax);
        var read = await store.ReadPageOfAllAsync(OrderJournals.Lists, cursor, size, cancellationToken);
        if (read is not { } page) return OrderErrors.InvalidCursor;
        var transactions = ImmutableArray.CreateBuilder<LedgerTransaction>();
        foreach (var (_, journal) in page.Entries)
        {
            var content = await store.ReadAsync(journal, cancellationToken);
            var purchase = content.ToState<PurchaseState, PurchaseEvent>(journal.Key);
            transactions.AddRange(PurchaseLedger.Of(purchase));
        }

        return new LedgerPage(transactions.ToImmutable(), page.NextCursor);
    }
}
