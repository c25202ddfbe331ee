using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Stock;

/// <summary>
/// The short routes: read an item's stock, hold units for a while, release them. A caller has at most one such
/// reservation per item; a repeated request returns it instead of making another.
/// </summary>
internal static class PlainStockEndpoints
{
    public static void MapPlainStock(this IEndpointRouteBuilder routes)
    {
        var stock = routes.MapGroup("/stock").WithTags("Plain routes");
        stock.MapGet("/{sku}", Get).Public().WithName("getStock").Refuses(ErrorCode.SkuNotFound);
        stock.MapPost("", ReserveItem).ForShoppers().WithName("reserveItem").Refuses(ReserveErrors);
        stock.MapPost("/{sku}", Reserve).ForShoppers().WithName("reserveStock").Refuses(ReserveErrors);
        stock.MapDelete("/{sku}", Release).ForShoppers().WithName("releaseStock")
            .Refuses(ErrorCode.SkuNotFound, ErrorCode.ReservationNotFound, ErrorCode.ReservationPinned);
    }

    private static readonly ErrorCode[] ReserveErrors =
    [
        ErrorCode.SkuNotFound, ErrorCode.QuantityOutOfRange, ErrorCode.InsufficientStock, ErrorCode.ReservationExists,
        ErrorCode.TooManyReservations, ErrorCode.ReservationPinned,
    ];

    /// <summary>Reads an item's stock and price.</summary>
    /// <remarks>The item is a SKU or a product's id.</remarks>
    internal static async Task<Results<Ok<PlainStockBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, string sku)
    {
        var stock = await ItemStock.GetAsync(grains, context.GetCaller(), sku);
        return stock.OkIfModified(
            context,
            found => EntityTags.Of(found.Stock.Version, found.Product?.Version ?? 0),
            found => PlainStockBody.Of(found.Stock, found.Product));
    }

    /// <summary>Reserves units of an item.</summary>
    /// <remarks>The same as <c>POST /stock/{sku}</c>, with the item in the query.</remarks>
    internal static Task<Results<Created<HoldBody>, Problem>> ReserveItem(
        HttpContext context, IGrainFactory grains, string itemId, int quantity) =>
        Reserve(context, grains, itemId, quantity);

    /// <summary>Reserves units of an item.</summary>
    /// <remarks>
    /// Holds them for ten minutes. A caller has one such reservation per item; repeating the request returns it.
    /// </remarks>
    internal static async Task<Results<Created<HoldBody>, Problem>> Reserve(
        HttpContext context, IGrainFactory grains, string sku, int quantity)
    {
        if (await ItemIds.FindAsync(grains, sku) is not { } product) return new Problem(UnknownIds.Sku);
        var reserved = await ItemStock.ReserveAsync(grains, context.GetCaller(), product, quantity);
        if (reserved.IsRefused) return new Problem(reserved.Error);
        Answers.Describe(context, null, reserved.IsReplay);
        return TypedResults.Created($"/stock/{product.Sku}", HoldBody.Of(reserved.Value));
    }

    /// <summary>Releases the caller's reservation of an item.</summary>
    /// <remarks>The item is a SKU or a product's id.</remarks>
    internal static async Task<Results<NoContent, Problem>> Release(
        HttpContext context, IGrainFactory grains, string sku)
    {
        if (await ItemIds.FindAsync(grains, sku) is not { } product) return new Problem(UnknownIds.Sku);
        var released = await ItemStock.ReleaseAsync(grains, context.GetCaller(), product);
        return released.IsOk ? TypedResults.NoContent() : new Problem(released.Error);
    }
}

/// <summary>An item's stock and price.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Available">The units that can be bought now.</param>
/// <param name="Price">The price of one unit; absent for a SKU that is not in the catalogue.</param>
/// <param name="OnHand">The units physically in stock: available, held or pinned.</param>
/// <param name="Held">The units held for a while.</param>
/// <param name="Pinned">The units held by checkouts whose capture has begun.</param>
/// <param name="Sold">The units sold.</param>
/// <param name="Version">Counts the changes; 0 for a SKU without stock.</param>
internal sealed record PlainStockBody(
    [TextOf<Sku>] string Sku,
    long Available,
    MoneyBody? Price,
    long OnHand,
    long Held,
    long Pinned,
    long Sold,
    long Version)
{
    public static PlainStockBody Of(StockSnapshot stock, ProductSnapshot? product) => new(
        stock.Sku.Value,
        stock.Available,
        product is null ? null : MoneyBody.Of(product.Price),
        stock.OnHand,
        stock.Held,
        stock.Pinned,
        stock.Sold,
        stock.Version);
}
