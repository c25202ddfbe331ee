using System.Globalization;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reads the journals on all principals' lists, the latest first, and keeps what the query wants. No index has to be
/// kept, so a checkout pays nothing for it and the list is never behind; a query that few orders meet is answered in
/// several pages.
/// </summary>
// One worker for a silo, whose reads interleave: of several, Orleans (10.4) gives a cancellation to one that is idle.
[StatelessWorker(1), Reentrant, GrainType("order-directory")]
internal sealed class OrderDirectoryGrain(IJournalStore store) : Grain, IOrderDirectoryGrain
{
    public async Task<Result<OrderListing>> List(
        Caller caller, OrderQuery query, CancellationToken cancellationToken)
    {
        if (!caller.May(Scopes.OrdersRead)) return AccessErrors.Forbidden(Scopes.OrdersRead);
        if (await FindDirectlyAsync(query, cancellationToken) is { } found) return found;
        var list = query.Customer is null ? null : await FindListAsync(query.Customer);
        if (query.Customer is not null && list is null) return new OrderListing([], null);
        var filter = new OrderFilter(query);
        var read = await ListReader.ScanAsync<OrderSnapshot>(
            query.Cursor,
            Math.Clamp(query.Limit, 1, OrderLimits.PageMax),
            OrderLimits.ScanMax,
            (before, max) => list is null
                ? store.ReadListsAsync(OrderJournals.Lists, before, max, cancellationToken)
                : store.ReadListAsync(list, before, max, cancellationToken),
            async id =>
            {
                var order = await OrderJournals.ReadOrderAsync(store, id, cancellationToken);
                return order is null ? default
                    : new(filter.Accepts(order) ? order.ToSnapshot() : null, filter.IsOver(order));
            },
            query is { Cursor: null, To: { } to } ? await FindBeforeAsync(to, cancellationToken) : null);
        return read is { } page ? new OrderListing(page.Found, page.NextCursor) : OrderErrors.InvalidCursor;
    }

    /// <summary>The order that the text names, if it names one; null if it is to be searched for.</summary>
    private async Task<OrderListing?> FindDirectlyAsync(OrderQuery query, CancellationToken cancellationToken)
    {
        if (query.Text is null || query.Cursor is not null) return null;
        OrderId? id = OrderId.TryParse(query.Text, out var known) ? known : null;
        if (id is null && long.TryParse(query.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            id = await GrainFactory.GetGrain<IOrderNumbersGrain>(IOrderNumbersGrain.Key).Find(number);
        }

        if (id is not { } named) return null;
        var order = await OrderJournals.ReadOrderAsync(store, OrderJournals.Of(named), cancellationToken);
        return order is not null && new OrderFilter(query with { Text = null }).Accepts(order)
            ? new([order.ToSnapshot()], null)
            : new([], null);
    }

    private async Task<string?> FindListAsync(string customer)
    {
        if (CustomerId.TryParse(customer, out var id)) return OrderJournals.ListOf(PrincipalId.For(id));
        if (!EmailAddress.IsValid(customer)) return null;
        var holder = await GrainFactory.GetGrain<IEmailClaimGrain>(EmailAddress.ClaimKey(customer)).Find();
        return holder.IsOk ? OrderJournals.ListOf(PrincipalId.For(holder.Value)) : null;
    }

    /// <summary>
    /// A position behind every order placed before the time; null if that is the end. Positions grow with time, so
    /// halving finds it.
    /// </summary>
    private async Task<long?> FindBeforeAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        var latest = await store.ReadListsAsync(OrderJournals.Lists, null, 1, cancellationToken);
        if (latest.Count == 0) return null;
        var (low, high) = (0L, latest[0].Position + 1);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            var entries = await store.ReadListsAsync(OrderJournals.Lists, middle + 1, 1, cancellationToken);
            var placedAt = entries.Count == 0
                ? null
                : (await OrderJournals.ReadOrderAsync(store, entries[0].Id, cancellationToken))?.Placed?.At;

            // The filter drops what lies a little behind, where positions and times are not in the same order.
            if (placedAt is null || placedAt < to + OrderFilter.Disorder) low = middle;
            else high = middle;
        }

        return high;
    }
}
