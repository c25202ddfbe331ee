using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The events of a purchase: of its order or its payment, which share a journal. Names are never reused; members are
/// only added.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(OrderEvent.OrderPlaced), "order-placed")]
[JsonDerivedType(typeof(OrderEvent.CartLocked), "cart-locked")]
[JsonDerivedType(typeof(OrderEvent.StockReserved), "stock-reserved")]
[JsonDerivedType(typeof(OrderEvent.PaymentAuthorised), "payment-authorised")]
[JsonDerivedType(typeof(OrderEvent.PaymentUncertain), "payment-uncertain")]
[JsonDerivedType(typeof(OrderEvent.CaptureStarted), "capture-started")]
[JsonDerivedType(typeof(OrderEvent.PaymentCaptured), "payment-captured")]
[JsonDerivedType(typeof(OrderEvent.StockCommitted), "stock-committed")]
[JsonDerivedType(typeof(OrderEvent.CartCleared), "cart-cleared")]
[JsonDerivedType(typeof(OrderEvent.OrderConfirmed), "order-confirmed")]
[JsonDerivedType(typeof(OrderEvent.CancelRequested), "cancel-requested")]
[JsonDerivedType(typeof(OrderEvent.CompensationStarted), "compensation-started")]
[JsonDerivedType(typeof(OrderEvent.PaymentVoided), "payment-voided")]
[JsonDerivedType(typeof(OrderEvent.StockReleased), "stock-released")]
[JsonDerivedType(typeof(OrderEvent.CartUnlocked), "cart-unlocked")]
[JsonDerivedType(typeof(OrderEvent.OrderCancelled), "order-cancelled")]
[JsonDerivedType(typeof(OrderEvent.RefundRequested), "refund-requested")]
[JsonDerivedType(typeof(OrderEvent.RefundSettled), "refund-settled")]
[JsonDerivedType(typeof(OrderEvent.ReviewNeeded), "order-review-needed")]
[JsonDerivedType(typeof(OrderEvent.Numbered), "numbered")]
[JsonDerivedType(typeof(OrderEvent.ShipmentMade), "shipment-made")]
[JsonDerivedType(typeof(OrderEvent.ShipmentChanged), "shipment-changed")]
[JsonDerivedType(typeof(OrderEvent.ReturnRequested), "return-requested")]
[JsonDerivedType(typeof(OrderEvent.ReturnDecided), "return-decided")]
[JsonDerivedType(typeof(OrderEvent.ReturnReceived), "return-received")]
[JsonDerivedType(typeof(OrderEvent.ReturnRestocked), "return-restocked")]
[JsonDerivedType(typeof(OrderEvent.Noted), "noted")]
[JsonDerivedType(typeof(OrderEvent.GuestOrderFiled), "guest-order-filed")]
[JsonDerivedType(typeof(OrderEvent.Claimed), "claimed")]
[JsonDerivedType(typeof(PaymentEvent.AuthorisationRequested), "provider-authorisation-requested")]
[JsonDerivedType(typeof(PaymentEvent.CaptureRequested), "provider-capture-requested")]
[JsonDerivedType(typeof(PaymentEvent.VoidRequested), "provider-void-requested")]
[JsonDerivedType(typeof(PaymentEvent.RefundRequested), "provider-refund-requested")]
[JsonDerivedType(typeof(PaymentEvent.OperationAnswered), "operation-answered")]
[JsonDerivedType(typeof(PaymentEvent.OperationUncertain), "operation-uncertain")]
[JsonDerivedType(typeof(PaymentEvent.OperationFound), "operation-found")]
[JsonDerivedType(typeof(PaymentEvent.WebhookReceived), "webhook-received")]
[JsonDerivedType(typeof(PaymentEvent.Rechecked), "rechecked")]
[JsonDerivedType(typeof(PaymentEvent.ReviewNeeded), "review-needed")]
internal abstract record PurchaseEvent;
