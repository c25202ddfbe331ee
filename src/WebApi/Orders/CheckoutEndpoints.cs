using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Orders;

/// <summary>Placing orders.</summary>
internal static class CheckoutEndpoints
{
    private const string PollAfterSeconds = "1";

    public static void MapCheckout(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/carts/{cartId}/checkout", Checkout).ForShoppers().WithTags("Orders").WithName("checkOut")
            .RequiresKey().HonoursWait().Sends(HeaderNames.ETag).Refuses(
                ErrorCode.CartNotFound, ErrorCode.CartExpired, ErrorCode.CartLocked, ErrorCode.CartMerged,
                ErrorCode.CheckoutIncomplete, ErrorCode.ProductGone, ErrorCode.PriceChanged, ErrorCode.TotalOutOfRange,
                ErrorCode.InsufficientStock, ErrorCode.CouponExhausted, ErrorCode.PaymentDeclined,
                ErrorCode.CaptureRefused, ErrorCode.DeadlineExceeded, ErrorCode.OrderCancelled,
                ErrorCode.IdempotencyKeyReused);

    /// <summary>Places an order for a cart.</summary>
    /// <remarks>
    /// Reserves the stock, charges the payer and confirms the order, or does none of these. Repeat the request with the
    /// same <c>Idempotency-Key</c> until it has an answer: it is the same order, charged once. An order that takes
    /// longer than 8 seconds, or than the client prefers to wait, is answered with 202: it can be watched and cancelled
    /// at its address.
    /// </remarks>
    internal static async Task<Results<Created<OrderBody>, Accepted<OrderBody>, Problem>> Checkout(
        HttpContext context, IGrainFactory grains, IdSeal seal, string cartId, CheckoutRequest body)
    {
        var order = await OrderCommands.PlaceAsync(
            grains, seal, context.GetCaller(), context.GetIdempotencyKey()!, cartId, body.PaymentToken,
            body.ExpectedTotal?.ToMoney(), context.Request.GetWait());
        if (order.IsRefused) return new Problem(order.Error);

        var location = $"/orders/{order.Value.Id}";
        var tag = order.Value.Status == OrderStatus.Cancelled ? null : EntityTags.Of(order.Value.Version);
        Answers.Describe(context, tag, order.Value.IsReplay);
        switch (order.Value.Status)
        {
            case OrderStatus.Confirmed:
                return TypedResults.Created(location, OrderBody.Of(order.Value));
            case OrderStatus.Pending:
                context.Response.Headers.RetryAfter = PollAfterSeconds;
                return TypedResults.Accepted(location, OrderBody.Of(order.Value));
            default:
                return new Problem(CancelledOrders.ToError(order.Value));
        }
    }
}
