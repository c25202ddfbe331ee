namespace ShopActors;

/// <summary>The refusals of an order.</summary>
internal static class OrderErrors
{
    public static ShopError NotFound { get; } = ShopError.Never(
        ErrorCode.OrderNotFound, "There is no such order.");

    public static ShopError IdempotencyKeyReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The idempotency key was used for another command.");

    public static ShopError TotalOutOfRange { get; } = ShopError.Never(
        ErrorCode.TotalOutOfRange, "The total of an order is too large.");

    public static ShopError PaymentTokenMissing { get; } = ShopError.Never(
        ErrorCode.InvalidRequest, "The payment token is missing.").With(ErrorDetails.Fields, "paymentToken");

    public static ShopError CartEmpty { get; } = ShopError.AfterRefresh(
        ErrorCode.CheckoutIncomplete, "The cart is empty.");

    public static ShopError Missing(IEnumerable<string> parts) => ShopError.Never(
        ErrorCode.CheckoutIncomplete, "The cart lacks something that the checkout needs.")
            .With(ErrorDetails.Fields, string.Join(',', parts));

    public static ShopError OperationReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The refund id was used for another amount.");

    public static ShopError TooManyRefunds { get; } = ShopError.Never(
        ErrorCode.TooManyRefunds, "The order has reached its maximum number of refunds.");

    public static ShopError InvalidCursor { get; } = ShopError.Never(
        ErrorCode.CursorInvalid, "The cursor was not issued by this list.");

    public static ShopError InvalidRequest(string what) => ShopError.Never(
        ErrorCode.CheckoutIncomplete, what);

    public static ShopError CartUnavailable(ErrorCode code) => ShopError.AfterRefresh(
        code, "The cart cannot be bought at the moment.");

    public static ShopError PriceChanged(Money expected, Money actual) => ShopError.AfterRefresh(
        ErrorCode.PriceChanged, "The total is not the expected one.")
            .With(ErrorDetails.Expected, expected.MinorUnits)
            .With(ErrorDetails.Actual, actual.MinorUnits)
            .With(ErrorDetails.Currency, actual.Currency);

    public static ShopError InvalidState(OrderStatus status, string allowed) => ShopError.Never(
        ErrorCode.InvalidState, "The order's status does not allow it.")
            .WithName(ErrorDetails.From, status).With(ErrorDetails.Allowed, allowed);

    public static ShopError RefundNotPositive { get; } = ShopError.Never(
        ErrorCode.InvalidRefund, "A refund must be positive.").With(ErrorDetails.Fields, "amount");

    public static ShopError RefundOfBoth { get; } = ShopError.Never(
        ErrorCode.InvalidRefund, "A refund is for an amount, or for units and shipping.")
            .With(ErrorDetails.Fields, "amount,lines");

    public static ShopError NoShipping { get; } = ShopError.Never(
        ErrorCode.InvalidRefund, "There is no shipping to refund.").With(ErrorDetails.Fields, "shipping");

    public static ShopError LineNotFound { get; } = ShopError.Never(
        ErrorCode.LineNotFound, "The order has no such line.");

    public static ShopError ShipmentNotFound { get; } = ShopError.Never(
        ErrorCode.ShipmentNotFound, "The order has no such shipment.");

    public static ShopError ReturnNotFound { get; } = ShopError.Never(
        ErrorCode.ReturnNotFound, "There is no such return.");

    public static ShopError QuantityExceedsOrdered(int line, int left) => ShopError.AfterRefresh(
        ErrorCode.QuantityExceedsOrdered, "The line has fewer units left.")
            .With(ErrorDetails.Line, line).With(ErrorDetails.Available, left);

    public static ShopError InvalidShipment(string fields) => ShopError.Never(
        ErrorCode.InvalidShipment, "The shipment is not valid.").With(ErrorDetails.Fields, fields);

    public static ShopError InvalidReturn(string fields) => ShopError.Never(
        ErrorCode.InvalidReturn, "The return is not valid.").With(ErrorDetails.Fields, fields);

    public static ShopError InvalidNote { get; } = ShopError.Never(
        ErrorCode.InvalidRequest, "The note is empty, too long, or one too many.")
            .With(ErrorDetails.Fields, "text");

    public static ShopError ReturnState(ReturnStatus status, string allowed) => ShopError.Never(
        ErrorCode.InvalidState, "The return's status does not allow it.")
            .WithName(ErrorDetails.From, status).With(ErrorDetails.Allowed, allowed);

    public static ShopError ShipmentState(ShipmentStatus status) => ShopError.Never(
        ErrorCode.InvalidState, "A shipment only goes forward.").WithName(ErrorDetails.From, status);

    public static ShopError RefundCurrency(Currency captured) => ShopError.Never(
        ErrorCode.CurrencyMismatch, "The refund is in another currency than the payment.")
            .With(ErrorDetails.Currency, captured);

    public static ShopError RefundExceedsCaptured(long refundable) => ShopError.Never(
        ErrorCode.RefundExceedsCaptured, "The refund exceeds the captured amount that is not yet refunded.")
            .With(ErrorDetails.Refundable, refundable);
}
