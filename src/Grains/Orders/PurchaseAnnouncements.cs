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
                order.Id, EventMoney.Of(order.Captured!.Value), Lines(order.Placed!), order.Customer)),
            OrderEvent.Claimed when order.Customer is { } customer => Encode(new OrderClaimedV1(order.Id, customer)),
            OrderEvent.OrderCancelled => Encode(new OrderCancelledV1(order.Id, order.Reason!.Value)),
            OrderEvent.RefundSettled { Status: RefundStatus.Succeeded } settled => Encode(new OrderRefundedV1(
                order.Id,
                settled.Refund,
                EventMoney.Of(AmountOf(settled.Refund)),
                EventMoney.Of(order.Captured!.Value with { MinorUnits = order.RefundedUnits }),
                order.Customer)),
            OrderEvent.RefundSettled settled => Encode(new OrderRefundRefusedV1(
                order.Id, settled.Refund, EventMoney.Of(AmountOf(settled.Refund)))),
            OrderEvent.ReviewNeeded => Encode(new OrderReviewNeededV1(order.Id)),
            OrderEvent.ShipmentMade { Status: ShipmentStatus.Shipped } made => Encode(Shipped(made.Shipment)),
            OrderEvent.ShipmentMade { Status: ShipmentStatus.Delivered } made => Encode(Delivered(made.Shipment)),
            OrderEvent.ShipmentChanged { Status: ShipmentStatus.Shipped } changed => Encode(Shipped(changed.Shipment)),
            OrderEvent.ShipmentChanged { Status: ShipmentStatus.Delivered } changed =>
                Encode(Delivered(changed.Shipment)),
            OrderEvent.ReturnRequested asked => Encode(new ReturnRequestedV1(
                order.Id, asked.Return, Units(asked.Lines))),
            OrderEvent.ReturnReceived received => Encode(new ReturnReceivedV1(
                order.Id, received.Return, Units(received.Lines))),
            _ => default,
        };

        ReadOnlyMemory<byte> Encode<TData>(TData data)
            where TData : ShopEventData => EventJson.Encode(data, order.Id.Value, e.At, sequence);

        OrderShippedV1 Shipped(OperationId shipment) => new(
            order.Id, shipment, Units(order.FindShipment(shipment)!.Lines), order.FindShipment(shipment)!.Carrier,
            order.Fulfilment);

        OrderDeliveredV1 Delivered(OperationId shipment) => new(order.Id, shipment, order.Fulfilment);

        ImmutableArray<EventUnits> Units(ImmutableArray<LineUnits> units) =>
            [.. units.Select(line => new EventUnits(order.Placed!.Lines[line.Line - 1].Sku, line.Quantity))];

        Money AmountOf(OperationId id) => order.Refunds.Single(refund => refund.Id == id).Amount;
    }

    private static ImmutableArray<EventOrderLine> Lines(OrderEvent.OrderPlaced placed) =>
        [.. placed.Lines.Select(line => new EventOrderLine(line.Sku, line.Quantity, EventMoney.Of(line.UnitPrice)))];
}
