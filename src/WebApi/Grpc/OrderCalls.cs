using Grpc.Core;
using ShopActors.WebApi.Events;
using ShopActors.WebApi.Orders;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Orders over gRPC.</summary>
internal sealed class OrderCalls(IGrainFactory grains, IdSeal seal) : Wire.OrderService.OrderServiceBase
{
    public override async Task<Wire.Order> CreateOrder(Wire.CreateOrderRequest request, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        Money? total = request.ExpectedTotal is { } expected
            ? WireMoney.Read(expected, "expected_total").OrRefuse()
            : null;
        var placed = await OrderCommands.PlaceAsync(
            grains, seal, http.GetCaller(), http.GetIdempotencyKey()!, request.CartId,
            request.PaymentToken is { Length: > 0 } token ? token : null, total);
        var order = placed.OrRefuse();
        Answers.Describe(http, null, order.IsReplay);
        return order.Status == OrderStatus.Cancelled
            ? throw GrpcProblem.ToException(CancelledOrders.ToError(order))
            : WireOrder.Of(order);
    }

    public override async Task<Wire.Order> GetOrder(Wire.GetOrderRequest request, ServerCallContext context)
    {
        var caller = context.GetHttpContext().GetCaller();
        var order = await OrderCommands.GetAsync(grains, seal, caller, request.OrderId).OfReadAsync(context);
        return WireOrder.Of(order.OrRefuse());
    }

    public override async Task<Wire.Order> CancelOrder(Wire.CancelOrderRequest request, ServerCallContext context)
    {
        var caller = context.GetHttpContext().GetCaller();
        var order = await OrderCommands.CancelAsync(grains, seal, caller, request.OrderId);
        return WireOrder.Of(order.WrittenOrRefuse(context));
    }

    public override async Task WatchOrder(
        Wire.WatchOrderRequest request, IServerStreamWriter<Wire.EventNotice> responseStream, ServerCallContext context)
    {
        var after = WireEvents.ReadPosition(request.AfterEventId).OrRefuse();
        var caller = context.GetHttpContext().GetCaller();
        var order = await OrderCommands.GetAsync(grains, seal, caller, request.OrderId).OfReadAsync(context);
        await WireEvents.FollowAsync(order.OrRefuse().Id.Value, after, responseStream, context);
    }
}
