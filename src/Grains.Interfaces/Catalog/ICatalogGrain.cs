using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Reads of the catalogue, answered on the caller's silo without a call to another grain. Single products are at most
/// <see cref="CatalogLimits.StalenessMax"/> old, pages and categories as a scan of the catalogue costs (a second where
/// it is small); while the store is away, both up to <see cref="CatalogLimits.OutageMax"/> more. Any key will do; use
/// <see cref="CatalogLimits.ReaderKey"/>.
/// </summary>
[Alias("shop.catalog"), GrainInterfaceType("shop.catalog"), Version(1), CallableBy(Callers.Api | Callers.Silo)]
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>A product; refused with <c>catalog.product-not-found</c>.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("get")]
    Task<Result<ProductSnapshot>> Get(ProductId id);

    /// <summary>The product with this SKU; refused with <c>catalog.sku-not-found</c>.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("get-by-sku")]
    Task<Result<ProductSnapshot>> GetBySku(Sku sku);

    /// <summary>
    /// The products with these SKUs, at most <see cref="ProductQuery.LimitMax"/>; unknown ones are left out.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("get-by-skus")]
    Task<ImmutableArray<ProductSnapshot>> GetBySkus(ImmutableArray<Sku> skus);

    /// <summary>One page of the products that match; refused with <c>catalog.invalid-query</c>.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("search")]
    Task<Result<ProductPage>> Search(ProductQuery query);

    /// <summary>The categories in alphabetical order.</summary>
    [ReadOnly, ResponseTimeout("00:00:04"), Alias("categories")]
    Task<ImmutableArray<CategorySnapshot>> Categories();
}
