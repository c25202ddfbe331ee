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
        var size = Math.Clamp(limit, 1, OrderLimits.PageMax);
        var read = await store.ReadPageAsync(OrderJournals.ListOf(owner), cursor, size, cancellationToken);
        return read is { } page
            ? new OrderPage([.. page.Entries.Select(entry => OrderJournals.ToOrder(entry.Id))], page.NextCursor)
            : OrderErrors.InvalidCursor;
    }
}
