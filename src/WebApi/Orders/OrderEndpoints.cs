using ShopActors.WebApi.Http;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Orders;

/// <summary>Reading, cancelling and refunding orders.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("", List).ForShoppers().Produces<OrderPageBody>().ProducesProblem(400);
        orders.MapGet("/{id}", Get).ForShoppers().Produces<OrderBody>().ProducesProblem(404);
        orders.MapGet("/{id}/timeline", Timeline).ForShoppers().Produces<TimelineBody>().ProducesProblem(404);
        orders.MapPost("/{id}/cancel", Cancel).ForShoppers().Produces<OrderBody>().Produces<OrderBody>(202)
            .ProducesProblem(409);
        orders.MapPost("/{id}/refunds", Refund).ForOperators(Scopes.RefundsCreate)
            .Produces<RefundBody>(StatusCodes.Status201Created).ProducesProblem(422);
    }

    private static async Task<IResult> List(HttpContext context, IGrainFactory grains, string? cursor, int? limit)
    {
        if (!PageCursor.TryDecode(cursor, out var position)) return new Problem(ApiErrors.CursorInvalid);
        if (limit is < 1 or > PageCursor.LimitMax) return new Problem(ApiErrors.LimitOutOfRange);

        var caller = context.GetCaller();
        var page = await grains.GetGrain<ICustomerOrdersGrain>(caller.Id.Value)
            .List(caller, position, limit ?? PageCursor.LimitDefault);
        if (page.IsRefused) return new Problem(page.Error);

        var orders = await Task.WhenAll(
            page.Value.Orders.Select(id => grains.GetGrain<IOrderGrain>(id.Value).Get(caller)));
        return Results.Ok(new OrderPageBody(
            [.. orders.Where(order => order.IsOk).Select(order => OrderBody.Of(order.Value!))],
            PageCursor.Encode(page.Value.NextCursor)));
    }

    private static async Task<IResult> Get(HttpContext context, IGrainFactory grains, IdSeal seal, string id)
    {
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Order);
        var order = await grain.Get(context.GetCaller());
        return order.OkWithTag(context, found => found.Version, OrderBody.Of);
    }

    private static async Task<IResult> Timeline(
        HttpContext context, IGrainFactory grains, IdSeal seal, string id, DateTimeOffset? asOf)
    {
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Order);
        var timeline = await grain.GetTimeline(context.GetCaller(), asOf);
        return timeline.OkWithTag(
            context,
            found => found.Order.Version,
            found => new TimelineBody([.. found.Entries.Select(TimelineEntryBody.Of)], OrderBody.Of(found.Order)));
    }

    private static async Task<IResult> Cancel(HttpContext context, IGrainFactory grains, IdSeal seal, string id)
    {
        if (!IdempotencyKey.TryRead(context.Request, out _)) return new Problem(ApiErrors.IdempotencyKeyInvalid);
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Order);

        var order = await grain.Cancel(context.GetCaller());
        return order is { IsOk: true, Value.Status: OrderStatus.Pending }
            ? Results.Accepted($"/orders/{id}", OrderBody.Of(order.Value))
            : order.OkWithTag(context, cancelled => cancelled.Version, OrderBody.Of);
    }

    private static async Task<IResult> Refund(
        HttpContext context, IGrainFactory grains, Operations operations, IdSeal seal, string id, RefundRequest body)
    {
        var caller = context.GetCaller();
        if (!operations.TryGet(context, caller.Id, $"POST /orders/{id}/refunds", out var operation, out var problem))
        {
            return problem;
        }

        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Order);

        var refund = await grain.Refund(operation, caller, new(body.Amount?.ToMoney()));
        return refund.IsOk ? Results.Created($"/orders/{id}", RefundBody.Of(refund.Value)) : new Problem(refund.Error);
    }

    private static bool TryGetGrain(IGrainFactory grains, IdSeal seal, string id, out IOrderGrain grain)
    {
        var valid = seal.TryRead(id, out OrderId order);
        grain = valid ? grains.GetGrain<IOrderGrain>(order.Value) : null!;
        return valid;
    }
}
