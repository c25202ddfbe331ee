using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// What a purchase tells others: the order and its payment share a journal, so they share a sequence, and the order is
/// the subject of both.
/// </summary>
internal static class PurchaseAnnouncements
{
    public static ReadOnlyMemory<byte> Of(OrderState order, OrderEvent e, long sequence)
    {
        return e switch
        {
            OrderEvent.OrderPlaced placed => Encode(new OrderPlacedV1(
                order.Id, placed.Cart, PaymentId.For(order.Id), Lines(placed), EventMoney.Of(placed.Total))),
            OrderEvent.PaymentAuthorised => Encode(new PaymentAuthorisedV1(
                order.Id, PaymentId.For(order.Id), EventMoney.Of(order.Placed!.Total))),
            OrderEvent.PaymentCaptured captured => Encode(new PaymentCapturedV1(
                order.Id, PaymentId.For(order.Id), EventMoney.Of(captured.Amount))),
            OrderEvent.PaymentVoided => Encode(new PaymentVoidedV1(order.Id, PaymentId.For(order.Id))),
            OrderEvent.OrderConfirmed => Encode(new OrderConfirmedV1(
                order.Id, EventMoney.Of(order.Captured!.Value), Lines(order.Placed!))),
            OrderEvent.OrderCancelled => Encode(new OrderCancelledV1(order.Id, order.Reason!.Value)),
            OrderEvent.RefundSettled { Status: RefundStatus.Succeeded } settled => Encode(new OrderRefundedV1(
                order.Id,
                settled.Refund,
                EventMoney.Of(AmountOf(settled.Refund)),
                EventMoney.Of(order.Captured!.Value with { MinorUnits = order.RefundedUnits }))),
            OrderEvent.RefundSettled settled => Encode(new OrderRefundRefusedV1(
                order.Id, settled.Refund, EventMoney.Of(AmountOf(settled.Refund)))),
            OrderEvent.ReviewNeeded => Encode(new OrderReviewNeededV1(order.Id)),
            _ => default,
        };

        ReadOnlyMemory<byte> Encode<TData>(TData data)
            where TData : ShopEventData => EventJson.Encode(data, order.Id.Value, e.At, sequence);

        Money AmountOf(OperationId id) => order.Refunds.Single(refund => refund.Id == id).Amount;
    }

    private static ImmutableArray<EventOrderLine> Lines(OrderEvent.OrderPlaced placed) =>
        [.. placed.Lines.Select(line => new EventOrderLine(line.Sku, line.Quantity, EventMoney.Of(line.UnitPrice)))];
}
