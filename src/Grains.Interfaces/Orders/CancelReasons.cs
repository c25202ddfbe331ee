namespace ShopActors;

/// <summary>Why orders are cancelled.</summary>
public static class CancelReasons
{
    /// <summary>A SKU had fewer units available than ordered.</summary>
    public const string InsufficientStock = "insufficient_stock";

    /// <summary>The payer's bank or the provider declined the payment; detail <c>declineCode</c>.</summary>
    public const string PaymentDeclined = "payment_declined";

    /// <summary>A price changed while the order was placed.</summary>
    public const string PriceChanged = "price_changed";

    /// <summary>The cart changed, or another checkout holds it.</summary>
    public const string CartUnavailable = "cart_unavailable";

    /// <summary>The provider refused to capture the authorised amount.</summary>
    public const string CaptureRefused = "capture_refused";

    /// <summary>The order was not ready to capture before its deadline.</summary>
    public const string DeadlineExceeded = "deadline_exceeded";

    /// <summary>The owner or an operator cancelled it.</summary>
    public const string Requested = "requested";
}
