using ShopActors.Storage;

namespace ShopActors;

/// <summary>What an order adds to its customer's totals.</summary>
/// <param name="Position">The order's position on the customer's list.</param>
/// <param name="Id">The order.</param>
/// <param name="HasEnded">Whether it is confirmed or cancelled; false if its journal cannot be read.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="Spent">What was captured and not refunded; null for an order that is not confirmed.</param>
internal sealed record CountedOrder(
    long Position, OrderId Id, bool HasEnded, DateTimeOffset PlacedAt, Money? Spent)
{
    public static async ValueTask<CountedOrder> ReadAsync(IJournalStore store, ListedJournal listed)
    {
        var id = OrderJournals.ToOrder(listed.Id);
        OrderState? order;
        try
        {
            order = await OrderJournals.ReadOrderAsync(store, listed.Id);
        }
        catch (Exception e) when (e is InvalidOperationException ||
            e is JournalStoreException { Failure: JournalStoreFailure.Corrupt or JournalStoreFailure.Newer })
        {
            // The audit reports it. One unreadable order must not keep the others from being counted.
            order = null;
        }

        return order is null
            ? new(listed.Position, id, HasEnded: false, default, null)
            : new(
                listed.Position, id, order.IsEnded, order.Placed!.At,
                order is { Phase: OrderPhase.Confirmed, Captured: { } captured }
                    ? captured with { MinorUnits = captured.MinorUnits - order.RefundedUnits }
                    : null);
    }
}
