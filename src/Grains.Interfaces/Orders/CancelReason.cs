using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>Why an order is cancelled.</summary>
[GenerateSerializer, Alias("shop.cancel-reason")]
[JsonConverter(typeof(JsonStringEnumConverter<CancelReason>))]
public enum CancelReason
{
    /// <summary>A SKU had fewer units available than ordered.</summary>
    [JsonStringEnumMemberName("insufficient_stock")]
    InsufficientStock = 1,

    /// <summary>The payer's bank or the provider declined the payment; detail <c>declineCode</c>.</summary>
    [JsonStringEnumMemberName("payment_declined")]
    PaymentDeclined = 2,

    /// <summary>A price changed while the order was placed.</summary>
    [JsonStringEnumMemberName("price_changed")]
    PriceChanged = 3,

    /// <summary>The cart changed, or another checkout holds it.</summary>
    [JsonStringEnumMemberName("cart_unavailable")]
    CartUnavailable = 4,

    /// <summary>The provider refused to capture the authorised amount.</summary>
    [JsonStringEnumMemberName("capture_refused")]
    CaptureRefused = 5,

    /// <summary>The order was not ready to capture before its deadline.</summary>
    [JsonStringEnumMemberName("deadline_exceeded")]
    DeadlineExceeded = 6,

    /// <summary>A promotion was used up by other orders.</summary>
    [JsonStringEnumMemberName("coupon_exhausted")]
    CouponExhausted = 8,

    /// <summary>The owner or an operator cancelled it.</summary>
    [JsonStringEnumMemberName("requested")]
    Requested = 7,
}
