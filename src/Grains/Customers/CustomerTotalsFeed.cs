using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// Has customers' totals counted when an event says that they have changed. It is a subscription of the outbox like a
/// broker, so a checkout does not wait for it, nothing is missed, and its lag is measured.
/// </summary>
internal sealed class CustomerTotalsFeed(IGrainFactory grains) : IEventPublisher
{
    private const int CustomersAtOnce = 16;

    private static readonly IReadOnlyList<RefusedEvent> None = [];

    public string Name => "customers";

    public async Task<IReadOnlyList<RefusedEvent>> PublishAsync(
        IReadOnlyList<OutboxMessage> events, CancellationToken cancellationToken)
    {
        var changed = events.Select(Read).OfType<Change>().GroupBy(change => change.Customer);
        foreach (var customers in changed.Chunk(CustomersAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(customers.Select(changes => CountAsync(changes.Key, [.. changes])));
        }

        return None;
    }

    private Task CountAsync(CustomerId customer, ImmutableArray<Change> changes)
    {
        var totals = grains.GetGrain<ICustomerTotalsGrain>(customer.Value);
        return changes.Any(change => change.Confirmed is null)
            ? totals.Recount()
            : totals.Count([.. changes.Select(change => change.Confirmed!.Value)]);
    }

    private static Change? Read(OutboxMessage message) =>
        message.As<OrderConfirmedV1>() is { } confirmed ? Change.Of(confirmed.CustomerId, confirmed.OrderId)
        : message.As<OrderRefundedV1>() is { } refunded ? Change.Of(refunded.CustomerId, null)
        : message.As<OrderClaimedV1>() is { } claimed ? Change.Of(claimed.CustomerId, null)
        : null;

    /// <summary>An order was confirmed, or, if it is null, one that may be in the sum has changed.</summary>
    private sealed record Change(CustomerId Customer, OrderId? Confirmed)
    {
        public static Change? Of(CustomerId? customer, OrderId? confirmed) =>
            customer is { } known ? new(known, confirmed) : null;
    }
}
