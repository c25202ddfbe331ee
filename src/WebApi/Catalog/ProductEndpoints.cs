using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Catalog;

/// <summary>Browsing the catalogue.</summary>
internal static class ProductEndpoints
{
    private const string BrowserCaching = "public, max-age=5";

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/products").WithTags("Products");
        products.MapGet("", Search).Public().WithName("listProducts")
            .Refuses(ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange, ErrorCode.InvalidQuery);
        products.MapGet("/categories", Categories).Public().WithName("listCategories");
        products.MapGet("/{productId}", Get).Public().WithName("getProduct").Refuses(ErrorCode.ProductNotFound);
        products.MapGet("/{productId}/availability", Availability).Public().WithName("getAvailability")
            .Refuses(ErrorCode.ProductNotFound, ErrorCode.SkuNotFound);
    }

    /// <summary>Searches the catalogue.</summary>
    /// <remarks>Without <c>search</c> and <c>category</c> it lists all products.</remarks>
    internal static async Task<Results<Ok<ProductPageBody>, Problem>> Search(
        HttpContext context, IGrainFactory grains, string? search, string? category, [AsParameters] PageRequest request)
    {
        var asked = request.Read();
        if (asked.IsRefused) return new Problem(asked.Error);
        var page = await Reader(grains).Search(new ProductQuery
        {
            Text = search,
            Category = category,
            Cursor = asked.Value.Position,
            Limit = asked.Value.Limit,
        });
        context.Response.Headers.CacheControl = BrowserCaching;
        return page.OkOrProblem(found => new ProductPageBody(
            [.. found.Items.Select(ProductBody.Of)], PageCursor.Encode(found.NextCursor)));
    }

    /// <summary>Lists the categories.</summary>
    /// <remarks>Every category that has a product, with the number of its products.</remarks>
    internal static async Task<Ok<CategoryBody[]>> Categories(IGrainFactory grains)
    {
        var categories = await Reader(grains).Categories();
        return TypedResults.Ok(
            categories.Select(category => new CategoryBody(category.Name, category.Products)).ToArray());
    }

    /// <summary>Reads a product.</summary>
    /// <remarks>A change of the catalogue shows within a second.</remarks>
    internal static async Task<Results<Ok<ProductBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, string productId)
    {
        if (!ProductId.TryParse(productId, out var product)) return new Problem(UnknownIds.Product);
        var found = await Reader(grains).Get(product);
        context.Response.Headers.CacheControl = BrowserCaching;
        return found.OkIfModified(context, snapshot => EntityTags.Of(snapshot.Version), ProductBody.Of);
    }

    /// <summary>Reads how many units of a product can be bought.</summary>
    /// <remarks>
    /// The number is exact at the moment of the answer and promises nothing: only a checkout or a reservation does.
    /// </remarks>
    internal static async Task<Results<Ok<AvailabilityBody>, NotModified, Problem>> Availability(
        HttpContext context, IGrainFactory grains, string productId)
    {
        if (!ProductId.TryParse(productId, out var product)) return new Problem(UnknownIds.Product);
        var found = await Reader(grains).Get(product);
        if (found.IsRefused) return new Problem(found.Error);
        var stock = await grains.GetGrain<IStockGrain>(found.Value.Sku.Value).Get();
        return stock.OkIfModified(
            context,
            snapshot => EntityTags.Of(snapshot.Version),
            snapshot => new AvailabilityBody(snapshot.Sku.Value, snapshot.Available, snapshot.Version));
    }

    private static ICatalogGrain Reader(IGrainFactory grains) =>
        grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);
}
