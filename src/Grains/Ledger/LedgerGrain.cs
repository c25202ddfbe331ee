using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

[StatelessWorker, GrainType("ledger")]
internal sealed class LedgerGrain(IJournalStore store) : Grain, ILedgerGrain
{
    public async Task<Result<LedgerPage>> Read(
        Caller caller, string? cursor, int limit, CancellationToken cancellationToken)
    {
        if (!caller.May(Scopes.AuditRead)) return AccessErrors.Forbidden(Scopes.AuditRead);
        var size = Math.Clamp(limit, 1, OrderLimits.PageMax);
        long? before = null;
        if (cursor is not null)
        {
            if (!ListCursor.TryParse(cursor, out var position)) return OrderErrors.InvalidCursor;
            before = position;
        }

        var listed = await store.ReadListsAsync(OrderJournals.Lists, before, size, cancellationToken);
        var transactions = ImmutableArray.CreateBuilder<LedgerTransaction>();
        foreach (var (_, journal) in listed)
        {
            var content = await store.ReadAsync(journal, cancellationToken);
            var purchase = content.ToState<PurchaseState, PurchaseEvent>(journal.Key);
            transactions.AddRange(PurchaseLedger.Of(purchase));
        }

        return new LedgerPage(
            transactions.ToImmutable(), listed.Count == size ? ListCursor.Of(listed[^1].Position) : null);
    }
}
