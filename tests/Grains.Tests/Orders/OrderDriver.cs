using System.Collections.Immutable;
using ShopActors.Grains.Tests.Checkout;

namespace ShopActors.Grains.Tests.Orders;

/// <summary>Builds order histories out of events.</summary>
internal static class OrderDriver
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly OrderId Id = Shopping.OrderOf(1);
    public static readonly Money Total = new(2_500, Currency.Eur);

    public static OrderEvent.OrderPlaced Placed => new()
    {
        At = Start,
        Caller = Shopping.Customer(1),
        Cart = Shopping.CartOf(1),
        CartVersion = 2,
        Fingerprint = "f",
        PaymentToken = "tok_ok",
        Lines = [new OrderLine
        {
            Sku = Shopping.BookA,
            Product = ProductId.For(Shopping.BookA),
            Title = "A",
            Quantity = 2,
            UnitPrice = new Money(1_250, Currency.Eur),
        }],
        Total = Total,
        Deadline = Start + TimeSpan.FromMinutes(2),
    };

    public static ImmutableArray<OrderEvent> Prepared =>
    [
        Placed, new OrderEvent.CartLocked(), new OrderEvent.StockReserved(), new OrderEvent.PaymentAuthorised(),
    ];

    public static ImmutableArray<OrderEvent> Confirmed =>
    [
        .. Prepared, new OrderEvent.CaptureStarted(), new OrderEvent.PaymentCaptured { Amount = Total },
        new OrderEvent.StockCommitted(), new OrderEvent.CartCleared(), new OrderEvent.Numbered { Number = 1_001 },
        new OrderEvent.OrderConfirmed(),
    ];

    public static ImmutableArray<OrderEvent> Compensation =>
    [
        new OrderEvent.CompensationStarted { Reason = CancelReason.Requested },
        new OrderEvent.StockReleased(), new OrderEvent.PaymentVoided { Status = PaymentStatus.Voided },
        new OrderEvent.CartUnlocked(), new OrderEvent.OrderCancelled(),
    ];

    public static OrderState Fold(IEnumerable<OrderEvent> events) =>
        events.Select(e => e with { At = Start }).Aggregate(OrderState.For(Id), (state, e) => state.Apply(e));
}
