using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reads a principal's list from the store. An order is listed by its first append
/// (<see cref="OrderJournals.ListOf"/>), so the list costs a checkout no call and is never behind.
/// </summary>
[StatelessWorker, GrainType("customer-orders")]
internal sealed class CustomerOrdersGrain(IJournalStore store) : Grain, ICustomerOrdersGrain
{
    public async Task<Result<OrderPage>> List(
        Caller caller, string? cursor, int limit, CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        var owner = PrincipalId.Parse(this.GetPrimaryKeyString());
        if (!caller.Owns(owner) && !caller.May(Scopes.OrdersRead)) return OrderErrors.NotFound;
        long? before = null;
        if (cursor is not null)
        {
            if (!ListCursor.TryParse(cursor, out var position)) return OrderErrors.InvalidCursor;
            before = position;
        }

        var size = Math.Clamp(limit, 1, OrderLimits.PageMax);
        var listed = await store.ReadListAsync(
            OrderJournals.ListOf(owner), before, size + 1, cancellationToken);
        var page = listed.Take(size).ToList();
        return new OrderPage(
            [.. page.Select(entry => OrderJournals.ToOrder(entry.Id))],
            listed.Count > size ? ListCursor.Of(page[^1].Position) : null);
    }
}
