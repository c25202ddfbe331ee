using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Events;

/// <summary>Events as they happen, for pages and programs that stay connected.</summary>
internal static class EventStreamEndpoints
{
    public static void MapEventStreams(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders/{orderId}/events", OfOrder).ForShoppers().WithName("followOrder").WithTags("Orders")
            .Streams().Refuses(ErrorCode.OrderNotFound);
        routes.MapGet("/stock/{sku}/events", OfStock).Public().WithName("followStock").WithTags("Stock")
            .Streams().Refuses(ErrorCode.SkuNotFound);
        routes.MapGet("/ops/events", OfAll).ForOperators(Scopes.EventsRead).WithName("followAll").WithTags("Events")
            .Streams();
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
        if (!EventStream.TryReadPosition(context.Request, out var after)) return new Problem(ApiErrors.CursorInvalid);
        if (!seal.TryRead(orderId, out OrderId id)) return new Problem(UnknownIds.Order);
        var order = await grains.GetGrain<IOrderGrain>(id.Value).Get(context.GetCaller());
        return order.IsOk ? new EventStream(id.Value, after) : new Problem(order.Error);
    }

    /// <summary>Follows the stock of an item.</summary>
    /// <remarks>Like an order's events. The item is a SKU or a product's id.</remarks>
    internal static async Task<Results<EventStream, Problem>> OfStock(
        HttpContext context, IGrainFactory grains, string sku)
    {
        if (!EventStream.TryReadPosition(context.Request, out var after)) return new Problem(ApiErrors.CursorInvalid);
        var product = await ItemIds.FindAsync(grains, sku);
        return product is null ? new Problem(UnknownIds.Sku) : new EventStream(product.Sku.Value, after);
    }

    /// <summary>Follows everything.</summary>
    /// <remarks>Like an order's events, of all subjects.</remarks>
    internal static Results<EventStream, Problem> OfAll(HttpContext context) =>
        EventStream.TryReadPosition(context.Request, out var after)
            ? new EventStream(LiveEvents.All, after)
            : new Problem(ApiErrors.CursorInvalid);

    /// <summary>Marks a route whose answer ends with the connection.</summary>
    private static RouteHandlerBuilder Streams(this RouteHandlerBuilder builder)
    {
        builder.DisableRequestTimeout();
        return builder.WithMetadata(new Streaming()).Refuses(ErrorCode.CursorInvalid);
    }
}

/// <summary>Marks a route whose answer is a stream of events.</summary>
internal sealed record Streaming;
