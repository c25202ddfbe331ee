using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Http;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Stock;

/// <summary>
/// The short routes: read an item's stock, hold units for a while, release them. A caller has at most one such
/// reservation per item; a repeated request returns it instead of making another.
/// </summary>
internal static class PlainStockEndpoints
{
    /// <summary>How long units are held without a checkout.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(10);

    public static void MapPlainStock(this IEndpointRouteBuilder routes)
    {
        var stock = routes.MapGroup("/stock").WithTags("Plain routes");
        stock.MapGet("/{itemId}", Get).Public().Produces<PlainStockBody>().ProducesProblem(404);
        stock.MapPost("", (HttpContext context, IGrainFactory grains, string itemId, int quantity) =>
            Reserve(context, grains, itemId, quantity)).ForShoppers().Produces<HoldBody>(201).ProducesProblem(409);
        stock.MapPost("/{itemId}", Reserve).ForShoppers().Produces<HoldBody>(201).ProducesProblem(409);
        stock.MapDelete("/{itemId}", Release).ForShoppers().Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> Get(HttpContext context, IGrainFactory grains, string itemId)
    {
        // A SKU outside the catalogue may still have stock, set up by operators; no other caller may
        // activate its grain.
        var product = await ItemIds.FindAsync(grains, itemId);
        var sku = product?.Sku
            ?? (context.GetCaller().May(Scopes.StockRead) && Sku.TryParse(itemId, out var parsed) ? parsed : default);
        if (sku.IsDefault) return new Problem(UnknownIds.Sku);

        var stock = await grains.GetGrain<IStockGrain>(sku.Value).Get();
        return stock.OkWithTag(context, found => found.Version, found => PlainStockBody.Of(found, product));
    }

    private static async Task<IResult> Reserve(HttpContext context, IGrainFactory grains, string itemId, int quantity)
    {
        if (await ItemIds.FindAsync(grains, itemId) is not { } product) return new Problem(UnknownIds.Sku);

        var reserved = await grains.GetGrain<IStockGrain>(product.Sku.Value)
            .Reserve(context.GetCaller(), new(quantity, TimeToLive));
        return reserved.IsOk
            ? Results.Created($"/stock/{product.Sku}", HoldBody.Of(reserved.Value))
            : new Problem(reserved.Error);
    }

    private static async Task<IResult> Release(HttpContext context, IGrainFactory grains, string itemId)
    {
        if (await ItemIds.FindAsync(grains, itemId) is not { } product) return new Problem(UnknownIds.Sku);

        var released = await grains.GetGrain<IStockGrain>(product.Sku.Value).Release(context.GetCaller());
        return released.IsOk ? Results.NoContent() : new Problem(released.Error);
    }
}

/// <summary>An item's stock and price; the price is absent for a SKU that is not in the catalogue.</summary>
internal sealed record PlainStockBody(
    string Sku,
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
