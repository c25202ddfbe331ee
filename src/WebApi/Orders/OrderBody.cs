using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Orders;

/// <summary>An order.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="CartId">The cart it was placed from.</param>
/// <param name="Status">Its status; a pending order ends without further requests.</param>
/// <param name="Reason">Why it was cancelled, or is being cancelled.</param>
/// <param name="ReasonDetails">Details of the reason, as text, such as the payment's <c>declineCode</c>.</param>
/// <param name="Lines">The ordered lines.</param>
/// <param name="Total">The sum of the lines, fixed when the order was placed.</param>
/// <param name="Metadata">What was attached to the cart.</param>
/// <param name="Payment">Its payment.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="EndedAt">When it was confirmed or cancelled.</param>
/// <param name="Version">Counts the events of its timeline, from 1.</param>
/// <example>
/// {
///   "id": "ord_0123456789abcdefghjkmnpqr0",
///   "cartId": "cart_0123456789abcdefghjkmnpqr0",
///   "status": "confirmed",
///   "lines": [
///     {
///       "sku": "BOOK-1", "productId": "prd_0123456789abcdefghjkmnpqr0", "title": "Walden", "quantity": 2,
///       "unitPrice": { "amount": 1299, "currency": "EUR", "exponent": 2 },
///       "total": { "amount": 2598, "currency": "EUR", "exponent": 2 }, "metadata": {}
///     }
///   ],
///   "total": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///   "metadata": { "gift": "yes" },
///   "payment": {
///     "id": "pay_0123456789abcdefghjkmnpqr0", "status": "captured",
///     "captured": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///     "refunded": { "amount": 0, "currency": "EUR", "exponent": 2 },
///     "refunds": []
///   },
///   "placedAt": "2030-01-01T12:00:00+00:00",
///   "endedAt": "2030-01-01T12:00:01+00:00",
///   "version": 9
/// }
/// </example>
internal sealed record OrderBody(
    [TextOf<OrderId>] string Id,
    [TextOf<CartId>] string CartId,
    [NameOf<OrderStatus>] string Status,
    [NameOf<CancelReason>] string? Reason,
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

/// <summary>A line of an order.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="ProductId">The product's id.</param>
/// <param name="Title">The product's title when the order was placed.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="UnitPrice">The price of one unit.</param>
/// <param name="Total">The price of the line.</param>
/// <param name="Metadata">What was attached to the cart's line.</param>
internal sealed record OrderLineBody(
    [TextOf<Sku>] string Sku,
    [TextOf<ProductId>] string ProductId,
    string Title,
    [Range(1, CartLimits.QuantityMax)] int Quantity,
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

/// <summary>An order's payment, as far as the order knows it.</summary>
/// <param name="Id">The payment's id.</param>
/// <param name="Status">The payment's status.</param>
/// <param name="Captured">The amount captured.</param>
/// <param name="Refunded">The amount refunded.</param>
/// <param name="Refunds">The refunds, oldest first.</param>
internal sealed record OrderPaymentBody(
    [TextOf<PaymentId>] string Id,
    [NameOf<PaymentStatus>] string Status,
    MoneyBody Captured,
    MoneyBody Refunded,
    IReadOnlyList<RefundBody> Refunds);

/// <summary>A refund.</summary>
/// <param name="Id">The refund's id.</param>
/// <param name="Status">Its status; pending while the provider has not answered.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Code">The provider's reason for a refusal.</param>
internal sealed record RefundBody(
    [TextOf<OperationId>] string Id, [NameOf<RefundStatus>] string Status, MoneyBody Amount, string? Code)
{
    public static RefundBody Of(RefundSnapshot refund) =>
        new(refund.Id.Value, PublicName.Of(refund.Status), MoneyBody.Of(refund.Amount), refund.Code);
}

/// <summary>A page of orders, latest first.</summary>
/// <param name="Items">The orders.</param>
/// <param name="NextCursor">The cursor of the next page; absent on the last one.</param>
internal sealed record OrderPageBody(IReadOnlyList<OrderBody> Items, string? NextCursor);

/// <summary>The events of an order.</summary>
/// <param name="Items">The events, oldest first.</param>
/// <param name="Order">The order after the last of them.</param>
internal sealed record TimelineBody(IReadOnlyList<TimelineEntryBody> Items, OrderBody Order);

/// <summary>An event of an order.</summary>
/// <param name="Sequence">Its number in the timeline, from 1 and without gaps.</param>
/// <param name="Type">The kind of event, such as <c>stock-reserved</c>.</param>
/// <param name="At">When it happened; never before the previous event.</param>
/// <param name="Status">The order's status after the event.</param>
/// <param name="Details">The details by name, as text.</param>
internal sealed record TimelineEntryBody(
    long Sequence,
    string Type,
    DateTimeOffset At,
    [NameOf<OrderStatus>] string Status,
    IReadOnlyDictionary<string, string> Details)
{
    public static TimelineEntryBody Of(OrderTimelineEntry entry) =>
        new(entry.Sequence, entry.Type, entry.At, PublicName.Of(entry.Status), entry.Details);
}

/// <summary>How to pay for a cart.</summary>
/// <param name="PaymentToken">The provider's token for the payer.</param>
/// <param name="ExpectedTotal">The total that the payer was shown; a different one is refused.</param>
/// <example>{ "paymentToken": "tok_ok", "expectedTotal": { "amount": 2598, "currency": "EUR" } }</example>
internal sealed record CheckoutRequest(
    [StringLength(OrderLimits.PaymentTokenLengthMax, MinimumLength = 1)] string PaymentToken,
    AmountRequest? ExpectedTotal = null)
{
    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => nameof(CheckoutRequest);
}

/// <summary>What to refund.</summary>
/// <param name="Amount">The amount; everything that is not yet refunded if absent.</param>
/// <example>{ "amount": { "amount": 1299, "currency": "EUR" } }</example>
internal sealed record RefundRequest(AmountRequest? Amount = null);
