using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads purchases from their journals, one at a time, without activating their grains.</summary>
internal static class OrderJournals
{
    private const string Prefix = "order/";

    /// <summary>The beginning of the names of all principals' lists.</summary>
    public const string Lists = Prefix;

    /// <summary>The list of a principal's orders.</summary>
    public static string ListOf(PrincipalId owner) => Prefix + owner.Value;

    public static JournalId Of(OrderId order) => new(Prefix + order.Value);

    public static OrderId ToOrder(JournalId journal) => OrderId.Parse(journal.Value[Prefix.Length..]);

    /// <summary>Lists every journal of a purchase, in ordinal order of the order ids.</summary>
    public static IAsyncEnumerable<JournalId> ListAsync(IJournalStore store, CancellationToken cancellationToken) =>
        store.ListAsync(Prefix, cancellationToken: cancellationToken);

    /// <summary>Reads an order as it is durable now; null if there is none.</summary>
    public static async ValueTask<OrderState?> ReadOrderAsync(
        IJournalStore store, JournalId id, CancellationToken cancellationToken = default)
    {
        var content = await store.ReadAsync(id, cancellationToken);
        var order = content.ToState<PurchaseState, PurchaseEvent>(id.Key).Order;
        return order.IsPlaced ? order : null;
    }

    public static async ValueTask<PaymentState?> ReadPaymentAsync(
        IJournalStore store, PaymentId id, CancellationToken cancellationToken = default)
    {
        var content = await store.ReadAsync(Of(id.Order), cancellationToken);
        var payment = content.ToState<PurchaseState, PurchaseEvent>(id.Order.Value).Payment;
        return payment.IsEmpty ? null : payment;
    }
}
