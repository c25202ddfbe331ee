using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>Why an order was cancelled.</summary>
[JsonConverter(typeof(NameConverter<CancellationReason>))]
public enum CancellationReason
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>There was too little stock.</summary>
    InsufficientStock,

    /// <summary>The payment was declined.</summary>
    PaymentDeclined,

    /// <summary>A price changed while it was placed.</summary>
    PriceChanged,

    /// <summary>The cart changed, or another checkout locked it.</summary>
    CartUnavailable,

    /// <summary>The provider refused to capture the payment.</summary>
    CaptureRefused,

    /// <summary>It did not get ready in time.</summary>
    DeadlineExceeded,

    /// <summary>A promotion was used up by other orders.</summary>
    CouponExhausted,

    /// <summary>Its owner or an operator cancelled it.</summary>
    Requested,
}
