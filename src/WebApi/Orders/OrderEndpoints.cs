using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Orders;

/// <summary>Reading, cancelling and refunding orders.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("", List).ForShoppers().WithName("listOrders")
            .Refuses(ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange);
        orders.MapGet("/{orderId}", Get).ForShoppers().WithName("getOrder").Refuses(ErrorCode.OrderNotFound);
        orders.MapGet("/{orderId}/timeline", Timeline).ForShoppers().WithName("getOrderTimeline")
            .Refuses(ErrorCode.OrderNotFound);
        orders.MapPost("/{orderId}/cancel", Cancel).ForShoppers().WithName("cancelOrder")
            .Sends(HeaderNames.ETag)
            .Refuses(ErrorCode.OrderNotFound, ErrorCode.InvalidState);
        orders.MapPost("/{orderId}/refunds", Refund).ForOperators(Scopes.RefundsCreate).WithName("refundOrder")
            .RequiresKey().Refuses(
                ErrorCode.OrderNotFound, ErrorCode.InvalidState, ErrorCode.InvalidRefund, ErrorCode.CurrencyMismatch,
                ErrorCode.RefundExceedsCaptured, ErrorCode.TooManyRefunds, ErrorCode.RefundRefused,
                ErrorCode.LineNotFound, ErrorCode.QuantityExceedsOrdered,
                ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Lists the caller's orders.</summary>
    /// <remarks>The latest first.</remarks>
    internal static async Task<Results<Ok<OrderPageBody>, Problem>> List(
        HttpContext context, IGrainFactory grains, [AsParameters] PageRequest request)
    {
        var asked = request.Read();
        if (asked.IsRefused) return new Problem(asked.Error);
        var caller = context.GetCaller();
        var page = await grains.GetGrain<ICustomerOrdersGrain>(caller.Id.Value)
            .List(caller, asked.Value.Position, asked.Value.Limit, context.RequestAborted);
        if (page.IsRefused) return new Problem(page.Error);

        var orders = await Task.WhenAll(
            page.Value.Orders.Select(id => grains.GetGrain<IOrderGrain>(id.Value).Get(caller)));
        return TypedResults.Ok(new OrderPageBody(
            [.. orders.Where(order => order.IsOk).Select(order => OrderBody.Of(order.Value!))],
            PageCursor.Encode(page.Value.NextCursor)));
    }

    /// <summary>Reads an order.</summary>
    /// <remarks>Operators read every order, others their own.</remarks>
    internal static async Task<Results<Ok<OrderBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string orderId)
    {
        var order = await OrderCommands.GetAsync(grains, seal, context.GetCaller(), orderId);
        return order.OkIfModified(
            context, found => EntityTags.Of(found.Version), found => OrderBody.For(context.GetCaller(), found));
    }

    /// <summary>Reads the events of an order.</summary>
    /// <remarks>With <c>asOf</c> as far as that instant, with the order as it was then.</remarks>
    internal static async Task<Results<Ok<TimelineBody>, NotModified, Problem>> Timeline(
        HttpContext context, IGrainFactory grains, IdSeal seal, string orderId, DateTimeOffset? asOf)
    {
        if (OrderCommands.Find(grains, seal, orderId) is not { } grain) return new Problem(UnknownIds.Order);
        var timeline = await grain.GetTimeline(context.GetCaller(), asOf);
        return timeline.OkIfModified(
            context,
            found => EntityTags.Of(found.Order.Version),
            found => new TimelineBody([.. found.Entries.Select(TimelineEntryBody.Of)], OrderBody.Of(found.Order)));
    }

    /// <summary>Cancels an order.</summary>
    /// <remarks>
    /// Possible until the capture of its payment has begun. Nothing is charged, and the stock is released.
    /// </remarks>
    internal static async Task<Results<Ok<OrderBody>, Accepted<OrderBody>, Problem>> Cancel(
        HttpContext context, IGrainFactory grains, IdSeal seal, string orderId)
    {
        var order = await OrderCommands.CancelAsync(grains, seal, context.GetCaller(), orderId);
        if (order.IsRefused) return new Problem(order.Error);
        Answers.Describe(context, EntityTags.Of(order.Value.Version), order.IsReplay);
        if (order.Value.Status != OrderStatus.Pending) return TypedResults.Ok(OrderBody.Of(order.Value));
        return TypedResults.Accepted($"/orders/{orderId}", OrderBody.Of(order.Value));
    }

    /// <summary>Refunds an order.</summary>
    /// <remarks>
    /// 201 if the money is on its way back, 202 while the provider has not answered. The sum of refunds never exceeds
    /// what was captured.
    /// </remarks>
    internal static async Task<Results<Created<RefundBody>, Accepted<RefundBody>, Problem>> Refund(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string orderId, RefundRequest body)
    {
        if (OrderCommands.Find(grains, seal, orderId) is not { } grain) return new Problem(UnknownIds.Order);
        var lines = UnitsRequest.Read(body.Lines);
        if (lines.IsRefused) return new Problem(lines.Error);
        var refund = await grain.Refund(
            command.Id, command.Caller, new(body.Amount?.ToMoney(), lines.Value, body.Shipping ?? false));
        if (refund.IsRefused) return new Problem(refund.Error);
        var location = $"/orders/{orderId}";
        Answers.Describe(context, null, refund.IsReplay);
        return refund.Value.Status switch
        {
            RefundStatus.Succeeded => TypedResults.Created(location, RefundBody.Of(refund.Value)),
            RefundStatus.Pending => TypedResults.Accepted(location, RefundBody.Of(refund.Value)),
            _ => new Problem(ApiErrors.RefundRefused(refund.Value.Code)),
        };
    }
}
