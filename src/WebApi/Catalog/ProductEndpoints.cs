using ShopActors.WebApi.Http;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Catalog;

/// <summary>Browsing and changing the catalogue.</summary>
internal static class ProductEndpoints
{
    private const string BrowserCaching = "public, max-age=5";

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/products").WithTags("Products");
        products.MapGet("", Search).Public().Produces<ProductPageBody>().ProducesProblem(400);
        products.MapGet("/categories", Categories).Public().Produces<CategoryBody[]>();
        products.MapGet("/{id}", Get).Public().Produces<ProductBody>().ProducesProblem(404);
        products.MapGet("/{id}/availability", Availability).Public().Produces<AvailabilityBody>().ProducesProblem(404);
    }

    private static async Task<IResult> Search(
        HttpContext context, IGrainFactory grains, string? search, string? category, string? cursor, int? limit)
    {
        if (!PageCursor.TryDecode(cursor, out var position)) return new Problem(ApiErrors.CursorInvalid);

        var query = new ProductQuery
        {
            Text = search,
            Category = category,
            Cursor = position,
            Limit = limit ?? PageCursor.LimitDefault,
        };
        var page = await Reader(grains).Search(query);
        context.Response.Headers.CacheControl = BrowserCaching;
        return page.OkOrProblem(found => new ProductPageBody(
            [.. found.Items.Select(ProductBody.Of)], PageCursor.Encode(found.NextCursor)));
    }

    private static async Task<IResult> Categories(IGrainFactory grains)
    {
        var categories = await Reader(grains).Categories();
        return Results.Ok(categories.Select(category => new CategoryBody(category.Name, category.Products)).ToArray());
    }

    private static async Task<IResult> Get(HttpContext context, IGrainFactory grains, string id)
    {
        if (!ProductId.TryParse(id, out var product)) return new Problem(UnknownIds.Product);

        var found = await Reader(grains).Get(product);
        context.Response.Headers.CacheControl = BrowserCaching;
        return found.OkWithTag(context, snapshot => snapshot.Version, ProductBody.Of);
    }

    private static async Task<IResult> Availability(HttpContext context, IGrainFactory grains, string id)
    {
        if (!ProductId.TryParse(id, out var product)) return new Problem(UnknownIds.Product);

        var found = await Reader(grains).Get(product);
        if (found.IsRefused) return new Problem(found.Error);
        var stock = await grains.GetGrain<IStockGrain>(found.Value.Sku.Value).Get();
        return stock.OkWithTag(
            context,
            snapshot => snapshot.Version,
            snapshot => new AvailabilityBody(snapshot.Sku.Value, snapshot.Available, snapshot.Version));
    }

    private static ICatalogGrain Reader(IGrainFactory grains) =>
        grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);
}
