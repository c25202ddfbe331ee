using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Catalog;

/// <summary>Browsing the catalogue, and changing it as an operator.</summary>
internal static class ProductEndpoints
{
    private const string BrowserCaching = "public, max-age=5";

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/products").WithTags("Products");
        products.MapGet("", Search).Public().WithName("listProducts")
            .Refuses(
                ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange, ErrorCode.InvalidQuery, ErrorCode.Forbidden);
        products.MapGet("/categories", Categories).Public().WithName("listCategories");
        products.MapGet("/{productId}", Get).Public().WithName("getProduct").Refuses(ErrorCode.ProductNotFound);
        products.MapGet("/{productId}/availability", Availability).Public().WithName("getAvailability")
            .Refuses(ErrorCode.ProductNotFound, ErrorCode.SkuNotFound);
        products.MapPost("", Create).ForOperators(Scopes.CatalogWrite).WithName("createProduct")
            .Sends(HeaderNames.ETag).Refuses(
                ErrorCode.ProductExists, ErrorCode.InvalidProduct, ErrorCode.QuantityOutOfRange,
                ErrorCode.StaleVersion, ErrorCode.IdempotencyKeyReused);
        products.MapPatch("/{productId}", Change).ForOperators(Scopes.CatalogWrite).WithName("changeProduct")
            .HonoursMatch(isRequired: true).Sends(HeaderNames.ETag).Refuses(
                ErrorCode.ProductNotFound, ErrorCode.InvalidProduct, ErrorCode.StaleVersion,
                ErrorCode.IdempotencyKeyReused);
        products.MapPost("/{productId}/publish", Publish).ForOperators(Scopes.CatalogWrite)
            .WithName("publishProduct").HonoursMatch().Sends(HeaderNames.ETag).Refuses(
                ErrorCode.ProductNotFound, ErrorCode.InvalidProduct, ErrorCode.StaleVersion,
                ErrorCode.IdempotencyKeyReused);
        products.MapPost("/{productId}/withdraw", Withdraw).ForOperators(Scopes.CatalogWrite)
            .WithName("withdrawProduct").HonoursMatch().Sends(HeaderNames.ETag).Refuses(
                ErrorCode.ProductNotFound, ErrorCode.StaleVersion, ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Searches the catalogue.</summary>
    /// <remarks>
    /// Without criteria it lists all products on sale, by SKU; with words, the best matches first. Of a price only one
    /// currency counts: EUR, unless the query names another. Drafts and withdrawn products need the scope
    /// <c>catalog:write</c>.
    /// </remarks>
    internal static async Task<Results<Ok<ProductPageBody>, Problem>> Search(
        HttpContext context,
        IGrainFactory grains,
        [AsParameters] ProductListQuery request,
        [AsParameters] PageRequest page)
    {
        var asked = page.Read();
        if (asked.IsRefused) return new Problem(asked.Error);
        var caller = context.GetCaller();
        var query = request.Read(asked.Value, caller);
        if (query.IsRefused) return new Problem(query.Error);

        var found = await Reader(grains).Search(query.Value);
        var seesAll = caller.May(Scopes.CatalogWrite);
        context.Response.Headers.CacheControl = seesAll ? "private, no-cache" : BrowserCaching;
        return found.OkOrProblem(matching => new ProductPageBody(
            [.. matching.Items.Select(product => seesAll ? ProductBody.OfAll(product) : ProductBody.Of(product))],
            PageCursor.Encode(matching.NextCursor),
            matching.Total,
            query.Value.WithFacets ? [.. matching.Facets.Select(FacetBody.Of)] : null));
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
    /// <remarks>
    /// A change of the catalogue shows within a second. Operators (<c>catalog:write</c>) see drafts and withdrawn
    /// products as well, and always the latest version.
    /// </remarks>
    internal static async Task<Results<Ok<ProductBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, string productId)
    {
        if (!ProductId.TryParse(productId, out var product)) return new Problem(UnknownIds.Product);
        if (context.GetCaller() is var caller && caller.May(Scopes.CatalogWrite))
        {
            var latest = await Of(grains, product).Get(caller);
            return latest.OkIfModified(context, TagOf, ProductBody.OfAll);
        }

        var found = await Reader(grains).Get(product);
        context.Response.Headers.CacheControl = BrowserCaching;
        return found.OkIfModified(context, TagOf, ProductBody.Of);
    }

    /// <summary>Adds a product.</summary>
    /// <remarks>
    /// It is on sale at once, unless its status is <c>draft</c>. With <c>initialStock</c> its stock is opened as well,
    /// which needs the scope <c>stock:adjust</c>; if that is refused the product stays, and the repeated request tries
    /// it again.
    /// </remarks>
    internal static async Task<Results<Created<ProductBody>, Problem>> Create(
        HttpContext context, IGrainFactory grains, Command command, CreateProductRequest body)
    {
        if (!Sku.TryParse(body.Sku, out var sku)) return new Problem(ApiErrors.Invalid("sku"));
        if (body.FindBrokenList() is { } list) return new Problem(ApiErrors.Invalid(list));
        if (body.InitialStock is not null && !command.Caller.May(Scopes.StockAdjust))
        {
            return new Problem(ApiErrors.Forbidden);
        }

        var id = ProductId.For(sku);
        var created = await Of(grains, id).Create(
            command.Id, command.Caller, body.ToDraft(sku), body.Status == PublicName.Of(ProductStatus.Draft));
        if (created.IsOk && body.InitialStock is { } initial)
        {
            var opened = await grains.GetGrain<IStockGrain>(sku.Value)
                .SetOnHand(command.Id, command.Caller, new(initial, VersionMatch.None));
            if (opened.IsRefused) return new Problem(opened.Error);
        }

        return created.Created(context, $"/products/{id}", TagOf, ProductBody.OfAll);
    }

    /// <summary>Changes a product.</summary>
    /// <remarks>Needs the version that it is based on: <c>If-Match</c> with the tag of the last read.</remarks>
    internal static async Task<Results<Ok<ProductBody>, Problem>> Change(
        HttpContext context, IGrainFactory grains, Command command, string productId, ChangeProductRequest body)
    {
        if (!ProductId.TryParse(productId, out var product)) return new Problem(UnknownIds.Product);
        if (body.FindBrokenList() is { } list) return new Problem(ApiErrors.Invalid(list));
        var changed = await Of(grains, product).Change(command.Id, command.Caller, body.ToChange(), command.Match);
        return changed.OkWritten(context, TagOf, ProductBody.OfAll);
    }

    /// <summary>Puts a product on sale.</summary>
    /// <remarks>At once, or at a time.</remarks>
    internal static async Task<Results<Ok<ProductBody>, Problem>> Publish(
        HttpContext context, IGrainFactory grains, Command command, string productId, PublishRequest? body)
    {
        if (!ProductId.TryParse(productId, out var product)) return new Problem(UnknownIds.Product);
        var published = await Of(grains, product).Publish(command.Id, command.Caller, body?.At, command.Match);
        return published.OkWritten(context, TagOf, ProductBody.OfAll);
    }

    /// <summary>Takes a product off sale.</summary>
    /// <remarks>
    /// It is no longer found, and carts and checkouts refuse it. Orders that are placed go on, and its stock stays.
    /// </remarks>
    internal static async Task<Results<Ok<ProductBody>, Problem>> Withdraw(
        HttpContext context, IGrainFactory grains, Command command, string productId)
    {
        if (!ProductId.TryParse(productId, out var product)) return new Problem(UnknownIds.Product);
        var withdrawn = await Of(grains, product).Withdraw(command.Id, command.Caller, command.Match);
        return withdrawn.OkWritten(context, TagOf, ProductBody.OfAll);
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

    private static string TagOf(ProductSnapshot product) => EntityTags.Of(product.Version);

    private static IProductGrain Of(IGrainFactory grains, ProductId product) =>
        grains.GetGrain<IProductGrain>(product.Value);

    private static ICatalogGrain Reader(IGrainFactory grains) =>
        grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);
}
