using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Stock;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Stock over gRPC.</summary>
internal sealed class StockCalls(IGrainFactory grains) : Wire.StockService.StockServiceBase
{
    public override async Task<Wire.Stock> GetStock(Wire.GetStockRequest request, ServerCallContext context)
    {
        var caller = context.GetHttpContext().GetCaller();
        var stock = await ItemStock.GetAsync(grains, caller, request.ItemId).OfReadAsync(context);
        return WireStock.Of(stock.OrRefuse());
    }

    public override async Task<Wire.Reservation> Reserve(Wire.ReserveRequest request, ServerCallContext context)
    {
        var (caller, item) = (context.GetHttpContext().GetCaller(), await FindAsync(request.ItemId));
        var hold = await ItemStock.ReserveAsync(grains, caller, item, request.Quantity);
        return WireStock.Of(hold.WrittenOrRefuse(context));
    }

    public override async Task<Empty> Release(Wire.ReleaseRequest request, ServerCallContext context)
    {
        var (caller, item) = (context.GetHttpContext().GetCaller(), await FindAsync(request.ItemId));
        (await ItemStock.ReleaseAsync(grains, caller, item)).WrittenOrRefuse(context);
        return new();
    }

    public override async Task WatchStock(
        Wire.WatchStockRequest request, IServerStreamWriter<Wire.EventNotice> responseStream, ServerCallContext context)
    {
        var after = WireEvents.ReadPosition(request.AfterEventId).OrRefuse();
        var item = await FindAsync(request.ItemId);
        await WireEvents.FollowAsync(item.Sku.Value, after, responseStream, context);
    }

    private async ValueTask<ProductSnapshot> FindAsync(string item) =>
        await ItemIds.FindAsync(grains, item) ?? throw GrpcProblem.ToException(UnknownIds.Sku);
}
