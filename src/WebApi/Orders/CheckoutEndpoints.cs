using ShopActors.WebApi.Http;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Orders;

/// <summary>Placing orders.</summary>
internal static class CheckoutEndpoints
{
    private const string ReplayedHeader = "Idempotency-Replayed";
    private const string PollAfterSeconds = "1";

    public static void MapCheckout(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/carts/{id}/checkout", Checkout).ForShoppers().WithTags("Orders")
            .Produces<OrderBody>(StatusCodes.Status201Created)
            .Produces<OrderBody>(StatusCodes.Status202Accepted)
            .ProducesProblem(400).ProducesProblem(402).ProducesProblem(409).ProducesProblem(422);

    private static async Task<IResult> Checkout(
        HttpContext context, IGrainFactory grains, IdSeal seal, string id, CheckoutRequest body)
    {
        if (!IdempotencyKey.TryRead(context.Request, out var key)) return new Problem(ApiErrors.IdempotencyKeyInvalid);
        if (key is null) return new Problem(ApiErrors.IdempotencyKeyRequired);
        if (!seal.TryRead(id, out CartId cart)) return new Problem(UnknownIds.Cart);

        var caller = context.GetCaller();
        var grain = grains.GetGrain<IOrderGrain>(seal.Seal(OrderId.For(caller.Id, key)).Value);
        var order = await grain.Place(new PlaceOrder
        {
            Caller = caller,
            IdempotencyKey = key,
            Cart = cart,
            PaymentToken = body.PaymentToken,
            ExpectedTotal = body.ExpectedTotal?.ToMoney(),
        });
        return order.IsOk ? Answer(context, order.Value) : new Problem(order.Error);
    }

    private static IResult Answer(HttpContext context, OrderSnapshot order)
    {
        var location = $"/orders/{order.Id}";
        context.Response.Headers.ETag = EntityTags.Of(order.Version);
        if (order.IsReplay) context.Response.Headers[ReplayedHeader] = "true";
        switch (order.Status)
        {
            case OrderStatus.Confirmed:
                return Results.Created(location, OrderBody.Of(order));
            case OrderStatus.Pending:
                context.Response.Headers.RetryAfter = PollAfterSeconds;
                return Results.Accepted(location, OrderBody.Of(order));
            default:
                context.Response.Headers.Location = location;
                return new Problem(CancelledOrders.ToError(order));
        }
    }
}
