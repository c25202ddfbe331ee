using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The only writer of one product; the key is the product's id, <see cref="ProductId.For"/> its SKU.</summary>
[Alias("shop.product-grain"), GrainInterfaceType("shop.product-grain"), Version(1)]
[CallableBy(Callers.Api | Callers.Silo)]
public interface IProductGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds the product or replaces its content. Putting identical content changes nothing, so the command may be
    /// repeated. A stale <paramref name="expectedVersion"/> is refused with <c>stale_version</c>; 0 refuses
    /// every change of an existing product. Refused with <c>invalid_product</c> when a field is out of range or
    /// the SKU belongs to another key.
    /// </summary>
    [Alias("put")]
    Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion);
}
