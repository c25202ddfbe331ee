using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Reads of the catalogue, answered on the caller's silo without a call to another grain. Single products are at most
/// <see cref="CatalogLimits.StalenessMax"/> old. Pages and categories are as old as one scan of the catalogue takes (a
/// second for a small one). While the store is unavailable, both may be up to <see cref="CatalogLimits.OutageMax"/>
/// older. The key has no meaning; use <see cref="CatalogLimits.ReaderKey"/>.
/// </summary>
[Alias("shop.catalog"), GrainInterfaceType("shop.catalog"), Version(2), CallableBy(Callers.Api | Callers.Silo)]
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>Returns a product; refused with <c>product_not_found</c>.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("get")]
    Task<Result<ProductSnapshot>> Get(ProductId id);

    /// <summary>Returns the product with this SKU; refused with <c>sku_not_found</c>.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("get-by-sku")]
    Task<Result<ProductSnapshot>> GetBySku(Sku sku);

    /// <summary>
    /// Returns the products with these SKUs, at most <see cref="ProductQuery.LimitMax"/>; unknown SKUs are left out.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("get-by-skus")]
    Task<ImmutableArray<ProductSnapshot>> GetBySkus(ImmutableArray<Sku> skus);

    /// <summary>Returns one page of matching products; refused with <c>invalid_query</c>.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("search")]
    Task<Result<ProductPage>> Search(ProductQuery query);

    /// <summary>Returns the categories in alphabetical order.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("categories")]
    Task<ImmutableArray<CategorySnapshot>> Categories();

    /// <summary>
    /// Whether the catalogue can be read and may be shown: false while the first books are being added to an empty one.
    /// A shop that has nothing to sell yet is open.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("is-open")]
    Task<bool> IsOpen();

    /// <summary>Returns an image; refused with <c>image_not_found</c>.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("image")]
    Task<Result<ImageContent>> GetImage(ImageId id);

    /// <summary>
    /// Returns the units on hand of these SKUs, at most <see cref="ProductQuery.LimitMax"/>; null for a SKU without
    /// stock.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:10"), Alias("on-hand")]
    Task<ImmutableArray<long?>> GetOnHand(ImmutableArray<Sku> skus);
}
