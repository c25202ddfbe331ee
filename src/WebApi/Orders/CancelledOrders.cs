namespace ShopActors.WebApi.Orders;

/// <summary>
/// How an order that came to nothing answers its checkout: as the refusal that the reason is. The order itself stays
/// readable at its place.
/// </summary>
internal static class CancelledOrders
{
    /// <summary>The prefix of the codes in the problem table; the rest is the reason.</summary>
    public const string CodePrefix = "order.cancelled.";

    public static ShopError ToError(OrderSnapshot order) =>
        new ShopError
        {
            Code = CodePrefix + order.Reason,
            Message = Explain(order.Reason),
            Details = order.ReasonDetails,
        }.With("orderId", order.Id.Value);

    private static string Explain(string? reason) => reason switch
    {
        CancelReasons.InsufficientStock => "There was not enough stock for every line; nothing was charged.",
        CancelReasons.PaymentDeclined => "The payment was declined; nothing was charged.",
        CancelReasons.PriceChanged => "A price changed while the order was placed; nothing was charged.",
        CancelReasons.CartUnavailable => "The cart changed while the order was placed; nothing was charged.",
        CancelReasons.ReservationExpired => "The payment took longer than the reservation; nothing was charged.",
        CancelReasons.CaptureRefused => "The provider refused to take the authorised amount; nothing was charged.",
        CancelReasons.DeadlineExceeded => "The order did not get ready in time; nothing was charged.",
        _ => "The order was cancelled; nothing was charged.",
    };
}
