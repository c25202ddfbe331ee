
namespace ShopActors.WebApi.Orders;

/// <summary>
/// Maps a cancelled order to the checkout's problem response. The order itself stays readable under its own address.
/// </summary>
internal static class CancelledOrders
{
    public static ShopError ToError(OrderSnapshot order)
    {
        var (code, what) = Explain(order.Reason ?? CancelReason.Requested);
        var error = ShopError.Never(code, $"{what}; nothing was charged.") with { Details = order.ReasonDetails };
        return FirstShortage(error).With(ErrorDetails.OrderId, order.Id);
    }

    /// <summary>Repeats the first shortage's details beside the list, for simple clients.</summary>
    private static ShopError FirstShortage(ShopError error)
    {
        if (!error.Details.TryGetValue(ErrorDetails.Lines.Name, out var lines)) return error;
        if (Shortage.ParseAll(lines) is not [var first, ..]) return error;
        return error
            .With(ErrorDetails.Sku, first.Sku)
            .With(ErrorDetails.Requested, first.Requested)
            .With(ErrorDetails.Available, first.Available);
    }

#pragma warning disable CS8524 // A reason of a newer version becomes a 500, which is what it is here.
    private static (ErrorCode Code, string What) Explain(CancelReason reason) => reason switch
    {
        CancelReason.InsufficientStock =>
            (ErrorCode.InsufficientStock, "There was not enough stock for every line"),
        CancelReason.PaymentDeclined => (ErrorCode.PaymentDeclined, "The payment was declined"),
        CancelReason.PriceChanged => (ErrorCode.PriceChanged, "A price changed while the order was placed"),
        CancelReason.CartUnavailable => (ErrorCode.CartLocked, "The cart changed while the order was placed"),
        CancelReason.CaptureRefused =>
            (ErrorCode.CaptureRefused, "The provider refused to capture the authorised amount"),
        CancelReason.DeadlineExceeded => (ErrorCode.DeadlineExceeded, "The order was not ready before its deadline"),
        CancelReason.CouponExhausted =>
            (ErrorCode.CouponExhausted, "A promotion was used up while the order was placed"),
        CancelReason.Requested => (ErrorCode.OrderCancelled, "The order was cancelled"),
    };
#pragma warning restore CS8524
}
