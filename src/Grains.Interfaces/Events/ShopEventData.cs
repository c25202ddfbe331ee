using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// What an event tells others. This is a contract of its own, independent of what the journals store: members are only
/// added, and a change that would break readers is a new type. Events contain no personal data; they name its owner.
/// </summary>
public abstract record ShopEventData
{
    private protected ShopEventData()
    {
    }
}

/// <summary>An order was accepted at these prices.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="CartId">The cart that it buys.</param>
/// <param name="PaymentId">Its payment.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="Total">The total.</param>
[EventType("shop.order.placed.v1")]
public sealed record OrderPlacedV1(
    OrderId OrderId, CartId CartId, PaymentId PaymentId, ImmutableArray<EventOrderLine> Lines, EventMoney Total)
    : ShopEventData;

/// <summary>A line of an order.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="UnitPrice">The price of one unit.</param>
public sealed record EventOrderLine(Sku Sku, int Quantity, EventMoney UnitPrice);

/// <summary>The money is captured, and the goods are the buyer's.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Total">The amount captured.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="CustomerId">The customer whose order it is; null for a guest's.</param>
[EventType("shop.order.confirmed.v1")]
public sealed record OrderConfirmedV1(
    OrderId OrderId, EventMoney Total, ImmutableArray<EventOrderLine> Lines, CustomerId? CustomerId)
    : ShopEventData;

/// <summary>A guest's order has become a customer's.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="CustomerId">The customer.</param>
[EventType("shop.order.claimed.v1")]
public sealed record OrderClaimedV1(OrderId OrderId, CustomerId CustomerId) : ShopEventData;

/// <summary>The order was given up, and everything that it had done is undone.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">Why.</param>
[EventType("shop.order.cancelled.v1")]
public sealed record OrderCancelledV1(OrderId OrderId, CancelReason Reason) : ShopEventData;

/// <summary>A refund has succeeded.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RefundId">The refund.</param>
/// <param name="Amount">The amount of this refund.</param>
/// <param name="Refunded">The amount of all refunds of the order.</param>
/// <param name="CustomerId">The customer whose order it is; null for a guest's.</param>
[EventType("shop.order.refunded.v1")]
public sealed record OrderRefundedV1(
    OrderId OrderId, OperationId RefundId, EventMoney Amount, EventMoney Refunded, CustomerId? CustomerId)
    : ShopEventData;

/// <summary>The provider refused a refund.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RefundId">The refund.</param>
/// <param name="Amount">The amount of this refund.</param>
[EventType("shop.order.refund_refused.v1")]
public sealed record OrderRefundRefusedV1(OrderId OrderId, OperationId RefundId, EventMoney Amount) : ShopEventData;

/// <summary>The outcome of a payment operation stays unknown: a person has to decide.</summary>
/// <param name="OrderId">The order.</param>
[EventType("shop.order.review_needed.v1")]
public sealed record OrderReviewNeededV1(OrderId OrderId) : ShopEventData;

/// <summary>Goods of an order were handed to the carrier.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="ShipmentId">The shipment.</param>
/// <param name="Units">What is in it.</param>
/// <param name="Carrier">Who carries it; null if not told.</param>
/// <param name="Fulfilment">How far the whole order is.</param>
[EventType("shop.order.shipped.v1")]
public sealed record OrderShippedV1(
    OrderId OrderId, OperationId ShipmentId, ImmutableArray<EventUnits> Units, string? Carrier,
    FulfilmentStatus Fulfilment)
    : ShopEventData;

/// <summary>Goods of an order are with the buyer.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="ShipmentId">The shipment.</param>
/// <param name="Fulfilment">How far the whole order is.</param>
[EventType("shop.order.delivered.v1")]
public sealed record OrderDeliveredV1(OrderId OrderId, OperationId ShipmentId, FulfilmentStatus Fulfilment)
    : ShopEventData;

/// <summary>The buyer wants to send goods back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="ReturnId">The return.</param>
/// <param name="Units">What is to come back.</param>
[EventType("shop.order.return_requested.v1")]
public sealed record ReturnRequestedV1(OrderId OrderId, ReturnId ReturnId, ImmutableArray<EventUnits> Units)
    : ShopEventData;

/// <summary>Goods of an order are back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="ReturnId">The return.</param>
/// <param name="Units">What came back.</param>
[EventType("shop.order.return_received.v1")]
public sealed record ReturnReceivedV1(OrderId OrderId, ReturnId ReturnId, ImmutableArray<EventUnits> Units)
    : ShopEventData;

/// <summary>Units of a SKU.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Quantity">How many.</param>
public sealed record EventUnits(Sku Sku, int Quantity);

/// <summary>An order's amount is authorised.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Amount">The amount.</param>
[EventType("shop.payment.authorised.v1")]
public sealed record PaymentAuthorisedV1(OrderId OrderId, PaymentId PaymentId, EventMoney Amount) : ShopEventData;

/// <summary>An order's amount is captured.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Amount">The amount.</param>
[EventType("shop.payment.captured.v1")]
public sealed record PaymentCapturedV1(OrderId OrderId, PaymentId PaymentId, EventMoney Amount) : ShopEventData;

/// <summary>An order's payment was ended without a capture: nothing was or will be charged.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="PaymentId">The payment.</param>
[EventType("shop.payment.voided.v1")]
public sealed record PaymentVoidedV1(OrderId OrderId, PaymentId PaymentId) : ShopEventData;

/// <summary>The units of a SKU have changed.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Change">What changed them.</param>
/// <param name="OnHand">The units in the shop.</param>
/// <param name="Available">The units that can be bought.</param>
[EventType("shop.stock.changed.v1")]
public sealed record StockChangedV1(Sku Sku, StockChange Change, long OnHand, long Available) : ShopEventData;

/// <summary>A SKU ran low, ran out, or is back in stock.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Level">How much is left.</param>
/// <param name="OnHand">The units in the shop.</param>
/// <param name="LowAt">The threshold: at most so many units are low.</param>
[EventType("shop.stock.level_changed.v1")]
public sealed record StockLevelChangedV1(Sku Sku, StockLevel Level, long OnHand, long LowAt) : ShopEventData;

/// <summary>A cart has begun, or begun anew.</summary>
/// <param name="CartId">The cart.</param>
/// <param name="Currency">The currency of its prices.</param>
[EventType("shop.cart.created.v1")]
public sealed record CartCreatedV1(CartId CartId, Currency Currency) : ShopEventData;

/// <summary>A line was added to a cart, or its quantity changed.</summary>
/// <param name="CartId">The cart.</param>
/// <param name="LineId">The line.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Quantity">The units that the line now has.</param>
/// <param name="UnitPrice">The price of one unit.</param>
[EventType("shop.cart.item_set.v1")]
public sealed record CartItemSetV1(CartId CartId, LineId LineId, Sku Sku, int Quantity, EventMoney UnitPrice)
    : ShopEventData;

/// <summary>A line was removed from a cart.</summary>
/// <param name="CartId">The cart.</param>
/// <param name="LineId">The line.</param>
/// <param name="Sku">The SKU.</param>
[EventType("shop.cart.item_removed.v1")]
public sealed record CartItemRemovedV1(CartId CartId, LineId LineId, Sku Sku) : ShopEventData;

/// <summary>Another cart's lines were merged into a cart.</summary>
/// <param name="CartId">The cart.</param>
/// <param name="Lines">The number of its lines.</param>
[EventType("shop.cart.merged.v1")]
public sealed record CartMergedV1(CartId CartId, int Lines) : ShopEventData;

/// <summary>A cart was bought.</summary>
/// <param name="CartId">The cart.</param>
/// <param name="OrderId">The order.</param>
[EventType("shop.cart.checked_out.v1")]
public sealed record CartCheckedOutV1(CartId CartId, OrderId OrderId) : ShopEventData;

/// <summary>A customer has registered.</summary>
/// <param name="CustomerId">The customer.</param>
[EventType("shop.customer.registered.v1")]
public sealed record CustomerRegisteredV1(CustomerId CustomerId) : ShopEventData;

/// <summary>A customer's profile has changed.</summary>
/// <param name="CustomerId">The customer.</param>
[EventType("shop.customer.changed.v1")]
public sealed record CustomerChangedV1(CustomerId CustomerId) : ShopEventData;

/// <summary>A customer was deleted, with all personal data.</summary>
/// <param name="CustomerId">The customer.</param>
[EventType("shop.customer.deleted.v1")]
public sealed record CustomerDeletedV1(CustomerId CustomerId) : ShopEventData;

/// <summary>A product was added or changed.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Its category; null for none.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="Status">Whether it is on sale.</param>
[EventType("shop.product.changed.v1")]
public sealed record ProductChangedV1(
    ProductId ProductId, Sku Sku, string Title, string? Category, EventMoney Price, ProductStatus Status)
    : ShopEventData;

/// <summary>Nothing is delivered to a webhook endpoint any more.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Reason">Why.</param>
[EventType("shop.webhook.disabled.v1")]
public sealed record WebhookDisabledV1(WebhookEndpointId EndpointId, string Reason) : ShopEventData;
