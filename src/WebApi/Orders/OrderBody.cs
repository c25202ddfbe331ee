using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ShopActors.WebApi.Carts;

namespace ShopActors.WebApi.Orders;

/// <summary>An order.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Number">The number for people; absent until it is confirmed.</param>
/// <param name="CartId">The cart it was placed from.</param>
/// <param name="Status">Its status; a pending order ends without further requests.</param>
/// <param name="Reason">Why it was cancelled, or is being cancelled.</param>
/// <param name="ReasonDetails">Details of the reason, as text, such as the payment's <c>declineCode</c>.</param>
/// <param name="Lines">The ordered lines.</param>
/// <param name="Subtotal">The sum of the lines' prices.</param>
/// <param name="Discounts">The discounts, in the order they were applied.</param>
/// <param name="Shipping">What the shipping costs after discounts.</param>
/// <param name="Tax">The tax of lines and shipping.</param>
/// <param name="TaxIncluded">Whether prices include the tax; otherwise the total is that much more.</param>
/// <param name="Total">What the buyer pays, fixed when the order was placed.</param>
/// <param name="Refunded">What was refunded.</param>
/// <param name="Fulfilment">How far the goods are.</param>
/// <param name="Shipments">The shipments, oldest first.</param>
/// <param name="Returns">The returns, oldest first.</param>
/// <param name="ShippingMethod">The chosen shipping method.</param>
/// <param name="Contact">How to reach the buyer; absent also after it was erased.</param>
/// <param name="ShippingAddress">Where the goods go; absent also after it was erased.</param>
/// <param name="BillingAddress">Where the invoice goes; absent for the shipping address.</param>
/// <param name="Notes">What operators noted; absent for others.</param>
/// <param name="NeedsReview">Whether a person has to decide about its payment.</param>
/// <param name="Metadata">What was attached to the cart.</param>
/// <param name="Payment">Its payment.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="EndedAt">When it was confirmed or cancelled.</param>
/// <param name="Version">Counts the events of its timeline, from 1.</param>
/// <example>
/// {
///   "id": "ord_0123456789abcdefghjkmnpqr0",
///   "number": "1001",
///   "cartId": "cart_0123456789abcdefghjkmnpqr0",
///   "status": "confirmed",
///   "lines": [
///     {
///       "line": 1, "sku": "BOOK-1", "productId": "prd_0123456789abcdefghjkmnpqr0", "title": "Walden", "quantity": 2,
///       "unitPrice": { "amount": 1299, "currency": "EUR", "exponent": 2 },
///       "total": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///       "shipped": 0, "returned": 0, "refunded": 0, "metadata": {}
///     }
///   ],
///   "metadata": { "gift": "yes" },
///   "subtotal": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///   "discounts": [],
///   "shipping": { "amount": 0, "currency": "EUR", "exponent": 2 },
///   "tax": { "amount": 0, "currency": "EUR", "exponent": 2 },
///   "taxIncluded": true,
///   "total": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///   "refunded": { "amount": 0, "currency": "EUR", "exponent": 2 },
///   "fulfilment": "unfulfilled",
///   "shipments": [],
///   "returns": [],
///   "payment": {
///     "id": "pay_0123456789abcdefghjkmnpqr0", "status": "captured",
///     "captured": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///     "refunded": { "amount": 0, "currency": "EUR", "exponent": 2 },
///     "refunds": []
///   },
///   "placedAt": "2030-01-01T12:00:00+00:00",
///   "endedAt": "2030-01-01T12:00:01+00:00",
///   "needsReview": false,
///   "version": 10
/// }
/// </example>
internal sealed record OrderBody(
    [TextOf<OrderId>] string Id,
    string? Number,
    [TextOf<CartId>] string CartId,
    [NameOf<OrderStatus>] string Status,
    [NameOf<CancelReason>] string? Reason,
    IReadOnlyDictionary<string, string>? ReasonDetails,
    IReadOnlyList<OrderLineBody> Lines,
    IReadOnlyDictionary<string, string> Metadata,
    MoneyBody Subtotal,
    IReadOnlyList<DiscountBody> Discounts,
    MoneyBody Shipping,
    MoneyBody Tax,
    bool TaxIncluded,
    MoneyBody Total,
    MoneyBody Refunded,
    [NameOf<FulfilmentStatus>] string Fulfilment,
    IReadOnlyList<ShipmentBody> Shipments,
    IReadOnlyList<ReturnBody> Returns,
    ChosenShippingBody? ShippingMethod,
    ContactBody? Contact,
    AddressBody? ShippingAddress,
    AddressBody? BillingAddress,
    IReadOnlyList<NoteBody>? Notes,
    OrderPaymentBody Payment,
    DateTimeOffset PlacedAt,
    DateTimeOffset? EndedAt,
    bool NeedsReview,
    long Version)
{
    public static OrderBody Of(OrderSnapshot order) => Of(order, TotalParts.Of(order.Charges, order.Total), null);

    /// <summary>The order as operators see it.</summary>
    public static OrderBody WithNotes(OrderSnapshot order) => Of(
        order, TotalParts.Of(order.Charges, order.Total), [.. order.Notes.Select(NoteBody.Of)]);

    /// <summary>The order as the caller may see it.</summary>
    public static OrderBody For(Caller caller, OrderSnapshot order) =>
        caller.Kind == CallerKind.Ops ? WithNotes(order) : Of(order);

    private static OrderBody Of(OrderSnapshot order, TotalParts parts, IReadOnlyList<NoteBody>? notes) => new(
        order.Id.Value,
        order.Number?.ToString(CultureInfo.InvariantCulture),
        order.Cart.Value,
        PublicName.Of(order.Status),
        order.Reason is { } reason ? PublicName.Of(reason) : null,
        order.ReasonDetails.IsEmpty ? null : order.ReasonDetails,
        [.. order.Lines.Select((_, i) => OrderLineBody.Of(order, i))],
        order.Metadata,
        parts.Subtotal,
        parts.Discounts,
        parts.Shipping,
        parts.Tax,
        parts.TaxIncluded,
        MoneyBody.Of(order.Total),
        MoneyBody.Of(order.Refunded),
        PublicName.Of(order.Fulfilment),
        [.. order.Shipments.Select(ShipmentBody.Of)],
        [.. order.Returns.Select(ReturnBody.Of)],
        ChosenShippingBody.Of(order.Charges?.Shipping?.Method, order.Charges?.Shipping),
        ContactBody.Of(order.Buyer?.Contact),
        AddressBody.Of(order.Buyer?.Shipping),
        AddressBody.Of(order.Buyer?.Billing),
        notes,
        new(
            order.Payment.Value,
            PublicName.Of(order.PaymentStatus),
            MoneyBody.Of(order.Captured),
            MoneyBody.Of(order.Refunded),
            [.. order.Refunds.Select(RefundBody.Of)],
            order.PayerAction is { } action ? new(action.Url, action.Until) : null),
        order.PlacedAt,
        order.EndedAt,
        order.NeedsReview,
        order.Version);
}

/// <summary>A line of an order.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="ProductId">The product's id.</param>
/// <param name="Title">The product's title when the order was placed.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="UnitPrice">The price of one unit.</param>
/// <param name="Total">The price of the line.</param>
/// <param name="Charge">How its price comes about; absent if that is just this.</param>
/// <param name="Shipped">The units handed to the carrier.</param>
/// <param name="Returned">The units that came back.</param>
/// <param name="Refunded">The units whose price was refunded, or is being refunded.</param>
/// <param name="Metadata">What was attached to the cart's line.</param>
internal sealed record OrderLineBody(
    int Line,
    [TextOf<Sku>] string Sku,
    [TextOf<ProductId>] string ProductId,
    string Title,
    [Range(1, CartLimits.QuantityMax)] int Quantity,
    MoneyBody UnitPrice,
    MoneyBody Total,
    LineChargeBody? Charge,
    int Shipped,
    int Returned,
    int Refunded,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <param name="order">The order.</param>
    /// <param name="index">The line, counted from 0.</param>
    public static OrderLineBody Of(OrderSnapshot order, int index)
    {
        var line = order.Lines[index];
        return new(
            index + 1,
            line.Sku.Value,
            line.Product.Value,
            line.Title,
            line.Quantity,
            MoneyBody.Of(line.UnitPrice),
            MoneyBody.Of(line.UnitPrice * line.Quantity),
            LineChargeBody.Of(order.Charges, index),
            Sum(order.Shipments.Where(one => one.Status >= ShipmentStatus.Shipped).SelectMany(one => one.Lines)),
            Sum(order.Returns.Where(one => one.Status == ReturnStatus.Received).SelectMany(one => one.Lines)),
            Sum(order.Refunds.Where(one => one.Status != RefundStatus.Refused).SelectMany(one => one.Lines)),
            line.Metadata);

        int Sum(IEnumerable<LineUnits> units) =>
            units.Where(one => one.Line == index + 1).Sum(one => one.Quantity);
    }
}

/// <summary>An order's payment, as far as the order knows it.</summary>
/// <param name="Id">The payment's id.</param>
/// <param name="Status">The payment's status.</param>
/// <param name="Captured">The amount captured.</param>
/// <param name="Refunded">The amount refunded.</param>
/// <param name="Refunds">The refunds, oldest first.</param>
/// <param name="Action">What the payer has to do first; absent for nothing.</param>
internal sealed record OrderPaymentBody(
    [TextOf<PaymentId>] string Id,
    [NameOf<PaymentStatus>] string Status,
    MoneyBody Captured,
    MoneyBody Refunded,
    IReadOnlyList<RefundBody> Refunds,
    PayerActionBody? Action);

/// <summary>
/// What the payer has to do before the order goes on: confirm the payment with the bank (3-D Secure).
/// </summary>
/// <param name="Url">Where to send the payer's browser.</param>
/// <param name="Until">When the order is cancelled otherwise.</param>
internal sealed record PayerActionBody(string Url, DateTimeOffset Until);

/// <summary>A refund.</summary>
/// <param name="Id">The refund's id.</param>
/// <param name="Status">Its status; pending while the provider has not answered.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Lines">The units it is for; empty if it is for an amount.</param>
/// <param name="Shipping">Whether it is for the shipping.</param>
/// <param name="Code">The provider's reason for a refusal.</param>
internal sealed record RefundBody(
    [TextOf<OperationId>] string Id,
    [NameOf<RefundStatus>] string Status,
    MoneyBody Amount,
    IReadOnlyList<UnitsBody> Lines,
    bool Shipping,
    string? Code)
{
    public static RefundBody Of(RefundSnapshot refund) => new(
        refund.Id.Value,
        PublicName.Of(refund.Status),
        MoneyBody.Of(refund.Amount),
        [.. refund.Lines.Select(UnitsBody.Of)],
        refund.IsShipping,
        refund.Code);
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
/// <param name="PaymentToken">The provider's token for the payer; absent only if there is nothing to pay.</param>
/// <param name="ExpectedTotal">The total that the payer was shown; a different one is refused.</param>
/// <example>{ "paymentToken": "tok_ok", "expectedTotal": { "amount": 2598, "currency": "EUR" } }</example>
internal sealed record CheckoutRequest(
    [StringLength(OrderLimits.PaymentTokenLengthMax, MinimumLength = 1)] string? PaymentToken = null,
    AmountRequest? ExpectedTotal = null)
{
    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => nameof(CheckoutRequest);
}

/// <summary>What to refund: an amount, or what was paid for units and the shipping.</summary>
/// <param name="Amount">The amount; everything that is not yet refunded if all is absent.</param>
/// <param name="Lines">The units whose price to refund.</param>
/// <param name="Shipping">Whether to refund the shipping.</param>
/// <example>{ "amount": { "amount": 1299, "currency": "EUR" } }</example>
internal sealed record RefundRequest(
    AmountRequest? Amount = null,
    IReadOnlyList<UnitsRequest>? Lines = null,
    bool? Shipping = null);
