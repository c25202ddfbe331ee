using System.Runtime.CompilerServices;

namespace ShopActors.Client;

/// <summary>
/// The catalogue. Reads need no credentials; operators who change it need the scope <c>catalog:write</c>.
/// </summary>
public sealed class ProductsClient
{
    private readonly Caller _caller;

    internal ProductsClient(Caller caller) => _caller = caller;

    /// <summary>The products that match, read page by page while they are enumerated.</summary>
    /// <param name="query">Which; all on sale if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<Product> ListAsync(
        ProductQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        do
        {
            var page = await ListPageAsync(query, cursor, CallPath.PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var product in page.Items) yield return product;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>One page of the products that match.</summary>
    /// <param name="query">Which; all on sale if null.</param>
    /// <param name="cursor">The <see cref="ProductPage.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="limit">The most entries, 1 to 100; 24 if null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProductPage> ListPageAsync(
        ProductQuery? query = null, string? cursor = null, int? limit = null,
        CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            (query ?? new()).ToPath(cursor, limit), ShopJson.Default.ProductPage, cancellationToken);

    /// <summary>The categories with the numbers of their products.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<Category>> ListCategoriesAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("products/categories", ShopJson.Default.IReadOnlyListCategory, cancellationToken);

    /// <summary>Reads a product.</summary>
    /// <param name="productId">The product's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Product> GetAsync(string productId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"products/{productId}"), ShopJson.Default.Product, cancellationToken);

    /// <summary>Reads a product; null if it still is the version with the tag.</summary>
    /// <param name="productId">The product's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Product?> GetIfChangedAsync(
        string productId, string etag, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(
            CallPath.Of($"products/{productId}"), etag, ShopJson.Default.Product, cancellationToken);

    /// <summary>Adds a product, and its stock if that is given.</summary>
    /// <param name="request">The product.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Product> CreateAsync(
        CreateProductRequest request, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "products", request, ShopJson.Default.CreateProductRequest, ShopJson.Default.Product,
            options, cancellationToken);

    /// <summary>Changes a product. The shop requires the version that the change is based on.</summary>
    /// <param name="productId">The product's id.</param>
    /// <param name="request">What to change.</param>
    /// <param name="options">The version, and how to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Product> ChangeAsync(
        string productId, ChangeProductRequest request, VersionedWriteOptions options,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Patch, CallPath.Of($"products/{productId}"), request, ShopJson.Default.ChangeProductRequest,
            ShopJson.Default.Product, options, cancellationToken);

    /// <summary>Puts a product on sale.</summary>
    /// <param name="productId">The product's id.</param>
    /// <param name="at">A time within a year; at once if null or past.</param>
    /// <param name="options">The version, and how to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Product> PublishAsync(
        string productId, DateTimeOffset? at = null, VersionedWriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"products/{productId}/publish"), new(at), ShopJson.Default.PublishRequest,
            ShopJson.Default.Product, options, cancellationToken);

    /// <summary>Takes a product off sale. Orders that are placed go on.</summary>
    /// <param name="productId">The product's id.</param>
    /// <param name="options">The version, and how to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Product> WithdrawAsync(
        string productId, VersionedWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"products/{productId}/withdraw"), ShopJson.Default.Product, options,
            cancellationToken);

    /// <summary>Reads how many units of a product can be bought now.</summary>
    /// <param name="productId">The product's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Availability> GetAvailabilityAsync(string productId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"products/{productId}/availability"), ShopJson.Default.Availability, cancellationToken);

    /// <summary>Reads how many units can be bought; null if that still is the version with the tag.</summary>
    /// <param name="productId">The product's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Availability?> GetAvailabilityIfChangedAsync(
        string productId, string etag, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(
            CallPath.Of($"products/{productId}/availability"), etag, ShopJson.Default.Availability, cancellationToken);

    /// <summary>Reads how far an import of products is. Operators need the scope <c>catalog:write</c>.</summary>
    /// <param name="importId">The import's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Import> GetImportAsync(string importId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"imports/{importId}"), ShopJson.Default.Import, cancellationToken);
}
