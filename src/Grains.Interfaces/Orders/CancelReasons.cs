namespace ShopActors;

/// <summary>Why orders are cancelled.</summary>
public static class CancelReasons
{
    /// <summary>There was not enough of something.</summary>
    public const string InsufficientStock = "insufficient_stock";

    /// <summary>The payer's side or the provider said no; detail <c>declineCode</c>.</summary>
    public const string PaymentDeclined = "payment_declined";

    /// <summary>A price changed while the order was placed.</summary>
    public const string PriceChanged = "price_changed";

    /// <summary>The cart changed, or another checkout has it.</summary>
    public const string CartUnavailable = "cart_unavailable";

    /// <summary>The provider refused to take what it had authorised.</summary>
    public const string CaptureRefused = "capture_refused";

    /// <summary>It did not get ready in time.</summary>
    public const string DeadlineExceeded = "deadline_exceeded";

    /// <summary>Its owner or an operator did not want it any more.</summary>
    public const string Requested = "requested";
}
