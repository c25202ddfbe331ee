using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The only writer of one product; the key is the product's id, <see cref="ProductId.For"/> its SKU.</summary>
[Alias("shop.product-grain"), GrainInterfaceType("shop.product-grain"), Version(1)]
[CallableBy(Callers.Api | Callers.Silo | Callers.Grains)]
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

    /// <summary>Returns the product, on sale or not (scope <see cref="Scopes.CatalogWrite"/>).</summary>
    [Alias("get")]
    Task<Result<ProductSnapshot>> Get(Caller caller);

    /// <summary>
    /// Adds the product (scope <see cref="Scopes.CatalogWrite"/>), on sale or as a draft. Refused with
    /// <c>product_exists</c>, <c>invalid_product</c> or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("create")]
    Task<Result<ProductSnapshot>> Create(OperationId operation, Caller caller, ProductDraft draft, bool isDraft);

    /// <summary>
    /// Changes parts of the product (scope <see cref="Scopes.CatalogWrite"/>). Refused with <c>product_not_found</c>,
    /// <c>stale_version</c>, <c>invalid_product</c> or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("change")]
    Task<Result<ProductSnapshot>> Change(
        OperationId operation, Caller caller, ProductChange change, VersionMatch match);

    /// <summary>
    /// Puts the product on sale (scope <see cref="Scopes.CatalogWrite"/>), now or at a time within a year. Refused with
    /// <c>product_not_found</c>, <c>stale_version</c>, <c>invalid_product</c> (field <c>at</c>) or
    /// <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("publish")]
    Task<Result<ProductSnapshot>> Publish(
        OperationId operation, Caller caller, DateTimeOffset? at, VersionMatch match);

    /// <summary>
    /// Takes the product off sale (scope <see cref="Scopes.CatalogWrite"/>): it is no longer found, and carts and
    /// checkouts refuse it. Orders that are placed go on. Refused with <c>product_not_found</c>, <c>stale_version</c>
    /// or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("withdraw")]
    Task<Result<ProductSnapshot>> Withdraw(OperationId operation, Caller caller, VersionMatch match);
}
