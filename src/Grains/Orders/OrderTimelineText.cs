using System.Collections.Immutable;
using System.Globalization;

namespace ShopActors;

/// <summary>
/// Describes an order's history: the events up to an instant, and the order folded from exactly those.
/// </summary>
internal static class OrderTimelineText
{
    public static Result<OrderTimeline> Tell(OrderId id, ImmutableArray<OrderEvent> history, DateTimeOffset? asOf)
    {
        var state = OrderState.For(id);
        var entries = ImmutableArray.CreateBuilder<OrderTimelineEntry>();
        foreach (var e in history)
        {
            if (asOf is { } instant && e.At > instant) break;
            state = state.Apply(e);
            entries.Add(new OrderTimelineEntry
            {
                Sequence = entries.Count + 1,
                Type = TypeOf(e),
                At = e.At,
                Status = state.Status,
                Details = DetailsOf(e),
            });
        }

        return state.IsPlaced ? new OrderTimeline(entries.ToImmutable(), state.ToSnapshot()) : OrderErrors.NotFound;
    }

    private static string TypeOf(OrderEvent e) => e switch
    {
        OrderEvent.OrderPlaced => "order-placed",
        OrderEvent.CartLocked => "cart-locked",
        OrderEvent.StockReserved => "stock-reserved",
        OrderEvent.PaymentAuthorised => "payment-authorised",
        OrderEvent.PayerActionRequired => "payer-action-required",
        OrderEvent.PaymentProcessing => "payment-processing",
        OrderEvent.PaymentUncertain => "payment-uncertain",
        OrderEvent.CaptureStarted => "capture-started",
        OrderEvent.PaymentCaptured => "payment-captured",
        OrderEvent.StockCommitted => "stock-committed",
        OrderEvent.CartCleared => "cart-cleared",
        OrderEvent.OrderConfirmed => "order-confirmed",
        OrderEvent.CancelRequested => "cancel-requested",
        OrderEvent.CompensationStarted => "compensation-started",
        OrderEvent.PaymentVoided => "payment-voided",
        OrderEvent.StockReleased => "stock-released",
        OrderEvent.CartUnlocked => "cart-unlocked",
        OrderEvent.OrderCancelled => "order-cancelled",
        OrderEvent.RefundRequested => "refund-requested",
        OrderEvent.ReviewNeeded => "review-needed",
        OrderEvent.Numbered => "numbered",
        OrderEvent.ShipmentMade => "shipment-made",
        OrderEvent.ShipmentChanged => "shipment-changed",
        OrderEvent.ReturnRequested => "return-requested",
        OrderEvent.ReturnDecided => "return-decided",
        OrderEvent.ReturnReceived => "return-received",
        OrderEvent.ReturnRestocked => "return-restocked",
        OrderEvent.Noted => "noted",
        OrderEvent.GuestOrderFiled => "guest-order-filed",
        OrderEvent.Claimed => "claimed",
        _ => "refund-settled",
    };

    private static ImmutableDictionary<string, string> DetailsOf(OrderEvent e) => e switch
    {
        OrderEvent.OrderPlaced p => Facts(
            ("total", Text(p.Total.MinorUnits)), ("currency", p.Total.Currency.Value), ("lines", Text(p.Lines.Length))),
        OrderEvent.PaymentUncertain u => Facts(("status", PublicName.Of(u.Status))),
        OrderEvent.PaymentAuthorised a => WithRetries(ImmutableDictionary<string, string>.Empty, a.Retries),
        OrderEvent.PaymentCaptured c => WithRetries(
            Facts(("amount", Text(c.Amount.MinorUnits)), ("currency", c.Amount.Currency.Value)), c.Retries),
        OrderEvent.CompensationStarted c => c.Details.SetItem("reason", PublicName.Of(c.Reason)),
        OrderEvent.PaymentVoided v => WithRetries(Facts(("status", PublicName.Of(v.Status))), v.Retries),
        OrderEvent.CancelRequested c => Facts(("by", c.By.Value)),
        OrderEvent.RefundRequested r => Facts(
            ("refund", r.Refund.Value), ("amount", Text(r.Amount.MinorUnits)), ("currency", r.Amount.Currency.Value),
            ("by", r.By.Value)),
        OrderEvent.Numbered n => Facts(("number", Text(n.Number))),
        OrderEvent.ShipmentMade m => Facts(
            ("shipment", m.Shipment.Value), ("status", PublicName.Of(m.Status)), ("units", Text(Units(m.Lines))),
            ("by", m.By.Value)),
        OrderEvent.ShipmentChanged { Status: { } status } c => Facts(
            ("shipment", c.Shipment.Value), ("status", PublicName.Of(status)), ("by", c.By.Value)),
        OrderEvent.ShipmentChanged c => Facts(("shipment", c.Shipment.Value), ("by", c.By.Value)),
        OrderEvent.ReturnRequested r => Facts(
            ("return", r.Return.Value), ("units", Text(Units(r.Lines))), ("by", r.By.Value)),
        OrderEvent.ReturnDecided d => Facts(
            ("return", d.Return.Value), ("status", d.IsApproved ? "approved" : "rejected"), ("by", d.By.Value)),
        OrderEvent.ReturnReceived r => Facts(
            ("return", r.Return.Value), ("units", Text(Units(r.Lines))), ("by", r.By.Value)),
        OrderEvent.ReturnRestocked r => Facts(("return", r.Return.Value)),
        OrderEvent.Noted n => Facts(("by", n.By.Value)),
        OrderEvent.Claimed c => Facts(("by", c.Owner.Value)),
        OrderEvent.RefundSettled { Code: { } code } r => Facts(
            ("refund", r.Refund.Value), ("status", PublicName.Of(r.Status)), ("code", code)),
        OrderEvent.RefundSettled r => Facts(("refund", r.Refund.Value), ("status", PublicName.Of(r.Status))),
        _ => ImmutableDictionary<string, string>.Empty,
    };

    private static ImmutableDictionary<string, string> WithRetries(
        ImmutableDictionary<string, string> facts, int? retries) =>
        retries is { } count ? facts.Add("retries", Text(count)) : facts;

    private static ImmutableDictionary<string, string> Facts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in facts) builder[name] = value;
        return builder.ToImmutable();
    }

    private static int Units(ImmutableArray<LineUnits> lines) => lines.Sum(line => line.Quantity);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
