using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The events of an order. Their names in snapshots, where the timeline has order events only, are the same
/// as in <see cref="PurchaseEvent"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(OrderPlaced), "order-placed")]
[JsonDerivedType(typeof(CartLocked), "cart-locked")]
[JsonDerivedType(typeof(StockReserved), "stock-reserved")]
[JsonDerivedType(typeof(PaymentAuthorised), "payment-authorised")]
[JsonDerivedType(typeof(PayerActionRequired), "payer-action-required")]
[JsonDerivedType(typeof(PaymentProcessing), "payment-processing")]
[JsonDerivedType(typeof(PaymentUncertain), "payment-uncertain")]
[JsonDerivedType(typeof(CaptureStarted), "capture-started")]
[JsonDerivedType(typeof(PaymentCaptured), "payment-captured")]
[JsonDerivedType(typeof(StockCommitted), "stock-committed")]
[JsonDerivedType(typeof(CartCleared), "cart-cleared")]
[JsonDerivedType(typeof(OrderConfirmed), "order-confirmed")]
[JsonDerivedType(typeof(CancelRequested), "cancel-requested")]
[JsonDerivedType(typeof(CompensationStarted), "compensation-started")]
[JsonDerivedType(typeof(PaymentVoided), "payment-voided")]
[JsonDerivedType(typeof(StockReleased), "stock-released")]
[JsonDerivedType(typeof(CartUnlocked), "cart-unlocked")]
[JsonDerivedType(typeof(OrderCancelled), "order-cancelled")]
[JsonDerivedType(typeof(RefundRequested), "refund-requested")]
[JsonDerivedType(typeof(RefundSettled), "refund-settled")]
[JsonDerivedType(typeof(ReviewNeeded), "order-review-needed")]
[JsonDerivedType(typeof(Numbered), "numbered")]
[JsonDerivedType(typeof(ShipmentMade), "shipment-made")]
[JsonDerivedType(typeof(ShipmentChanged), "shipment-changed")]
[JsonDerivedType(typeof(ReturnRequested), "return-requested")]
[JsonDerivedType(typeof(ReturnDecided), "return-decided")]
[JsonDerivedType(typeof(ReturnReceived), "return-received")]
[JsonDerivedType(typeof(ReturnRestocked), "return-restocked")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(GuestOrderFiled), "guest-order-filed")]
[JsonDerivedType(typeof(Claimed), "claimed")]
internal abstract record OrderEvent : PurchaseEvent
{
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// The order is accepted at these prices. This event is also the intent of every command before the capture: their
    /// ids follow from the order's, each is idempotent, and each can be undone before it arrives.
    /// </summary>
    internal sealed record OrderPlaced : OrderEvent
    {
        public required Caller Caller { get; init; }
        public required CartId Cart { get; init; }
        public required long CartVersion { get; init; }
        public required string Fingerprint { get; init; }

        /// <summary>Present in the journal only while it is needed: <see cref="PurchaseState.Token"/>.</summary>
        public string? PaymentToken { get; init; }

        public required ImmutableArray<OrderLine> Lines { get; init; }
        public required Money Total { get; init; }
        public required DateTimeOffset Deadline { get; init; }

        /// <summary>The cart's own metadata; null if there is none.</summary>
        public ImmutableDictionary<string, string>? Metadata { get; init; }

        /// <summary>How the total comes about; null if it is just the sum of the lines.</summary>
        public CartCharges? Charges { get; init; }

        /// <summary>Who buys, encrypted with the owner's key; null if the cart did not tell.</summary>
        public string? Buyer { get; init; }

        // Leaves the token out, because it is the payer's secret.
        public override string ToString() => $"order of {Cart} placed";
    }

    internal sealed record CartLocked : OrderEvent;

    internal sealed record StockReserved : OrderEvent;

    internal sealed record PaymentAuthorised : OrderEvent
    {
        public int? Retries { get; init; }
    }

    /// <summary>The payer has to confirm the payment, until a time; recorded once.</summary>
    internal sealed record PayerActionRequired : OrderEvent
    {
        public required string Url { get; init; }
        public required DateTimeOffset Until { get; init; }
    }

    /// <summary>
    /// The payment is under way and takes days, as with bank debits; the order waits until a time. Recorded once.
    /// </summary>
    internal sealed record PaymentProcessing : OrderEvent
    {
        public required DateTimeOffset Until { get; init; }
    }

    /// <summary>The provider's answer is unknown; recorded once per phase.</summary>
    internal sealed record PaymentUncertain : OrderEvent
    {
        public required PaymentStatus Status { get; init; }
    }

    /// <summary>The pivot: from here only a definite refusal of the provider leads to compensation.</summary>
    internal sealed record CaptureStarted : OrderEvent;

    internal sealed record PaymentCaptured : OrderEvent
    {
        public required Money Amount { get; init; }
        public int? Retries { get; init; }
    }

    internal sealed record StockCommitted : OrderEvent;

    internal sealed record CartCleared : OrderEvent;

    internal sealed record OrderConfirmed : OrderEvent;

    internal sealed record CancelRequested : OrderEvent
    {
        public required PrincipalId By { get; init; }
    }

    /// <summary>The order is given up: every effect is undone.</summary>
    internal sealed record CompensationStarted : OrderEvent
    {
        public required CancelReason Reason { get; init; }
        public ImmutableDictionary<string, string> Details { get; init; } = ImmutableDictionary<string, string>.Empty;
    }

    internal sealed record PaymentVoided : OrderEvent
    {
        public required PaymentStatus Status { get; init; }
        public int? Retries { get; init; }
    }

    internal sealed record StockReleased : OrderEvent;

    internal sealed record CartUnlocked : OrderEvent;

    internal sealed record OrderCancelled : OrderEvent;

    internal sealed record RefundRequested : OrderEvent
    {
        public required OperationId Refund { get; init; }
        public required Money Amount { get; init; }
        public required PrincipalId By { get; init; }

        /// <summary>The units it is for; empty if it is for an amount.</summary>
        public ImmutableArray<LineUnits> Lines { get => field.IsDefault ? [] : field; init; } = [];

        /// <summary>Whether it is for the shipping.</summary>
        public bool IsShipping { get; init; }
    }

    internal sealed record RefundSettled : OrderEvent
    {
        public required OperationId Refund { get; init; }
        public required RefundStatus Status { get; init; }
        public string? Code { get; init; }
    }

    /// <summary>The outcome of a payment operation stays unknown: a person has to decide.</summary>
    internal sealed record ReviewNeeded : OrderEvent;

    /// <summary>The order's number for people.</summary>
    internal sealed record Numbered : OrderEvent
    {
        public required long Number { get; init; }
    }

    internal sealed record ShipmentMade : OrderEvent
    {
        public required OperationId Shipment { get; init; }
        public required ShipmentStatus Status { get; init; }
        public required ImmutableArray<LineUnits> Lines { get; init; }
        public string? Carrier { get; init; }
        public string? Tracking { get; init; }
        public required PrincipalId By { get; init; }
    }

    /// <summary>Replaces what is not null.</summary>
    internal sealed record ShipmentChanged : OrderEvent
    {
        public required OperationId Operation { get; init; }
        public required OperationId Shipment { get; init; }
        public ShipmentStatus? Status { get; init; }
        public string? Carrier { get; init; }
        public string? Tracking { get; init; }
        public required PrincipalId By { get; init; }
    }

    internal sealed record ReturnRequested : OrderEvent
    {
        public required OperationId Operation { get; init; }
        public required ReturnId Return { get; init; }
        public required ImmutableArray<LineUnits> Lines { get; init; }
        public string? Reason { get; init; }
        public required PrincipalId By { get; init; }
    }

    internal sealed record ReturnDecided : OrderEvent
    {
        public required ReturnId Return { get; init; }
        public required bool IsApproved { get; init; }
        public required PrincipalId By { get; init; }
    }

    /// <summary>The goods are back. The refund, if there is one, is an event of its own in the same append.</summary>
    internal sealed record ReturnReceived : OrderEvent
    {
        public required OperationId Operation { get; init; }
        public required ReturnId Return { get; init; }
        public required ImmutableArray<LineUnits> Lines { get; init; }
        public OperationId? Refund { get; init; }
        public required PrincipalId By { get; init; }
    }

    /// <summary>The units that can be sold again are in stock.</summary>
    internal sealed record ReturnRestocked : OrderEvent
    {
        public required ReturnId Return { get; init; }
    }

    internal sealed record Noted : OrderEvent
    {
        public required OperationId Note { get; init; }
        public required string Text { get; init; }
        public required PrincipalId By { get; init; }
    }

    /// <summary>The order is where a customer finds it who proves its e-mail address.</summary>
    internal sealed record GuestOrderFiled : OrderEvent;

    /// <summary>The order is a customer's from now on.</summary>
    internal sealed record Claimed : OrderEvent
    {
        public required PrincipalId Owner { get; init; }

        /// <summary>Who buys, encrypted with the customer's key; null if the cart did not tell.</summary>
        public string? Buyer { get; init; }
    }
}
