namespace ShopActors.WebApi.Http;

/// <summary>The public names of states: lower case, words joined by underscores.</summary>
internal static class Names
{
    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Pending => "pending",
        OrderStatus.Confirmed => "confirmed",
        OrderStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.None => "none",
        PaymentStatus.Authorising => "authorising",
        PaymentStatus.Authorised => "authorised",
        PaymentStatus.Declined => "declined",
        PaymentStatus.Capturing => "capturing",
        PaymentStatus.Captured => "captured",
        PaymentStatus.Voiding => "voiding",
        PaymentStatus.Voided => "voided",
        PaymentStatus.PartiallyRefunded => "partially_refunded",
        PaymentStatus.Refunded => "refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Of(RefundStatus status) => status switch
    {
        RefundStatus.Pending => "pending",
        RefundStatus.Succeeded => "succeeded",
        RefundStatus.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
