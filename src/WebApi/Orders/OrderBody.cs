
namespace ShopActors.WebApi.Orders;

/// <summary>An order over HTTP.</summary>
internal sealed record OrderBody(
    string Id,
    string CartId,
    string Status,
    string? Reason,
    IReadOnlyDictionary<string, string>? ReasonDetails,
    IReadOnlyList<OrderLineBody> Lines,
    IReadOnlyDictionary<string, string> Metadata,
    MoneyBody Total,
    OrderPaymentBody Payment,
    DateTimeOffset PlacedAt,
    DateTimeOffset? EndedAt,
    long Version)
{
    public static OrderBody Of(OrderSnapshot order) => new(
        order.Id.Value,
        order.Cart.Value,
        PublicName.Of(order.Status),
        order.Reason is { } reason ? PublicName.Of(reason) : null,
        order.ReasonDetails.IsEmpty ? null : order.ReasonDetails,
        [.. order.Lines.Select(OrderLineBody.Of)],
        order.Metadata,
        MoneyBody.Of(order.Total),
        new(
            order.Payment.Value,
            PublicName.Of(order.PaymentStatus),
            MoneyBody.Of(order.Captured),
            MoneyBody.Of(order.Refunded),
            [.. order.Refunds.Select(RefundBody.Of)]),
        order.PlacedAt,
        order.EndedAt,
        order.Version);
}

/// <summary>One line.</summary>
internal sealed record OrderLineBody(
    string Sku,
    string ProductId,
    string Title,
    int Quantity,
    MoneyBody UnitPrice,
    MoneyBody Total,
    IReadOnlyDictionary<string, string> Metadata)
{
    public static OrderLineBody Of(OrderLine line) => new(
        line.Sku.Value,
        line.Product.Value,
        line.Title,
        line.Quantity,
        MoneyBody.Of(line.UnitPrice),
        MoneyBody.Of(line.UnitPrice * line.Quantity),
        line.Metadata);
}

/// <summary>The payment's status as far as the order knows it.</summary>
internal sealed record OrderPaymentBody(
    string Id, string Status, MoneyBody Captured, MoneyBody Refunded, IReadOnlyList<RefundBody> Refunds);

/// <summary>One refund.</summary>
internal sealed record RefundBody(string Id, string Status, MoneyBody Amount, string? Code)
{
    public static RefundBody Of(RefundSnapshot refund) =>
        new(refund.Id.Value, PublicName.Of(refund.Status), MoneyBody.Of(refund.Amount), refund.Code);
}

/// <summary>One page of orders, latest first.</summary>
internal sealed record OrderPageBody(IReadOnlyList<OrderBody> Items, string? NextCursor);

/// <summary>The events of an order, and the order after the last one.</summary>
internal sealed record TimelineBody(IReadOnlyList<TimelineEntryBody> Items, OrderBody Order);

/// <summary>One event.</summary>
internal sealed record TimelineEntryBody(
    long Sequence, string Type, DateTimeOffset At, string Status, IReadOnlyDictionary<string, string> Details)
{
    public static TimelineEntryBody Of(OrderTimelineEntry entry) =>
        new(entry.Sequence, entry.Type, entry.At, PublicName.Of(entry.Status), entry.Details);
}

/// <summary>The payment token, and the total that the payer was shown.</summary>
internal sealed record CheckoutRequest(string PaymentToken, AmountRequest? ExpectedTotal = null)
{
    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => nameof(CheckoutRequest);
}

/// <summary>The amount to refund; everything not yet refunded if absent.</summary>
internal sealed record RefundRequest(AmountRequest? Amount = null);
