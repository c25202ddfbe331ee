using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Events;

/// <summary>Events as they happen, for pages and programs that stay connected.</summary>
internal static class EventStreamEndpoints
{
    public static void MapEventStreams(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders/{orderId}/events", OfOrder).ForShoppers().WithName("followOrder").WithTags("Orders")
            .Streams().Refuses(ErrorCode.OrderNotFound, ErrorCode.CursorInvalid);
        routes.MapGet("/stock/{sku}/events", OfStock).Public().WithName("followStock").WithTags("Stock")
            .Streams().Refuses(ErrorCode.SkuNotFound, ErrorCode.CursorInvalid);
        routes.MapGet("/ops/events", OfAll).ForOperators(Scopes.EventsRead).WithName("followAll").WithTags("Events")
            .Streams().Refuses(ErrorCode.CursorInvalid);
    }

    /// <summary>Follows an order.</summary>
    /// <remarks>
    /// Server-sent events: the <c>id</c> of a frame is the event's, the data is its CloudEvents envelope. A connection
    /// lasts some minutes; with <c>Last-Event-ID</c> the next one goes on where it ended. A frame <c>gap</c> says that
    /// too much has happened since: read the order.
    /// </remarks>
    internal static async Task<Results<EventStream, Problem>> OfOrder(
        HttpContext context, IGrainFactory grains, IdSeal seal, string orderId)
    {
        if (!EventStream.TryReadStart(context.Request, out var start)) return new Problem(ApiErrors.CursorInvalid);
        var order = await OrderCommands.GetAsync(grains, seal, context.GetCaller(), orderId);
        return order.IsOk ? new EventStream(order.Value.Id.Value, start) : new Problem(order.Error);
    }

    /// <summary>Follows the stock of an item.</summary>
    /// <remarks>Like an order's events. The item is a SKU or a product's id.</remarks>
    internal static async Task<Results<EventStream, Problem>> OfStock(
        HttpContext context, IGrainFactory grains, string sku)
    {
        if (!EventStream.TryReadStart(context.Request, out var start)) return new Problem(ApiErrors.CursorInvalid);
        var product = await ItemIds.FindAsync(grains, sku);
        return product is null ? new Problem(UnknownIds.Sku) : new EventStream(product.Sku.Value, start);
    }

    /// <summary>Follows everything.</summary>
    /// <remarks>Like an order's events, of all subjects.</remarks>
    internal static Results<EventStream, Problem> OfAll(HttpContext context) =>
        EventStream.TryReadStart(context.Request, out var start)
            ? new EventStream(LiveEvents.All, start)
            : new Problem(ApiErrors.CursorInvalid);
}
