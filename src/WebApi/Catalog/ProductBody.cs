using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Catalog;

/// <summary>A product.</summary>
/// <param name="Id">The product's id.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Its author; absent for what has none.</param>
/// <param name="Category">Its category; absent for none.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="Description">The description; absent for none.</param>
/// <param name="TaxClass">The class of its tax; absent for the standard one.</param>
/// <param name="WeightGrams">The weight of one unit in grams; absent for what weighs nothing.</param>
/// <param name="Status">Whether it is on sale.</param>
/// <param name="PublishAt">When it will be published by itself; absent if that is not planned.</param>
/// <param name="Version">Counts the changes, from 1.</param>
/// <example>
/// {
///   "id": "prd_0123456789abcdefghjkmnpqr0", "sku": "BOOK-1", "title": "Walden", "author": "Henry David Thoreau",
///   "category": "Essays", "price": { "amount": 1299, "currency": "EUR", "exponent": 2 }, "status": "published",
///   "version": 1
/// }
/// </example>
internal sealed record ProductBody(
    [TextOf<ProductId>] string Id,
    [TextOf<Sku>] string Sku,
    string Title,
    string? Author,
    string? Category,
    MoneyBody Price,
    string? Description,
    string? TaxClass,
    long? WeightGrams,
    [NameOf<ProductStatus>] string Status,
    DateTimeOffset? PublishAt,
    long Version)
{
    public static ProductBody Of(ProductSnapshot product) => new(
        product.Id.Value,
        product.Sku.Value,
        product.Title,
        product.Author,
        product.Category,
        MoneyBody.Of(product.Price),
        product.Description,
        product.TaxClass,
        product.WeightGrams,
        PublicName.Of(product.Status),
        product.PublishAt,
        product.Version);
}

/// <summary>A page of products.</summary>
/// <param name="Items">The products.</param>
/// <param name="NextCursor">The cursor of the next page; absent on the last one.</param>
internal sealed record ProductPageBody(IReadOnlyList<ProductBody> Items, string? NextCursor);

/// <summary>A category.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Products">How many products it has.</param>
internal sealed record CategoryBody(string Name, int Products);

/// <summary>How many units of a product can be bought now.</summary>
/// <param name="Sku">The product's SKU.</param>
/// <param name="Available">The units that can be bought now.</param>
/// <param name="Version">Counts the changes of the stock.</param>
internal sealed record AvailabilityBody([TextOf<Sku>] string Sku, long Available, long Version);

/// <summary>A product to add.</summary>
/// <param name="Sku">Its SKU, which no other product has and which never changes.</param>
/// <param name="Title">The title.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="Author">The author, for what has one.</param>
/// <param name="Category">The category.</param>
/// <param name="Description">The description, which may have several lines.</param>
/// <param name="TaxClass">The class of its tax; the standard one if absent.</param>
/// <param name="WeightGrams">The weight of one unit in grams; nothing if absent.</param>
/// <param name="Status">Whether it is on sale at once, or a draft.</param>
/// <param name="InitialStock">The units on hand, for a SKU that has no stock yet.</param>
/// <example>
/// { "sku": "MUG-1", "title": "Mug", "price": { "amount": 1290, "currency": "EUR" }, "initialStock": 40 }
/// </example>
internal sealed record CreateProductRequest(
    [TextOf<Sku>] string Sku,
    [StringLength(CatalogLimits.TextMax, MinimumLength = 1)] string Title,
    AmountRequest Price,
    [StringLength(CatalogLimits.TextMax, MinimumLength = 1)] string? Author = null,
    [StringLength(CatalogLimits.CategoryMax, MinimumLength = 1)] string? Category = null,
    [StringLength(CatalogLimits.DescriptionMax, MinimumLength = 1)] string? Description = null,
    [StringLength(CatalogLimits.TaxClassMax, MinimumLength = 1)] string? TaxClass = null,
    [Range(1, CatalogLimits.WeightMax)] long? WeightGrams = null,
    [OneOf("published", "draft")] string? Status = null,
    [Range(0, StockLimits.OnHandMax)] long? InitialStock = null)
{
    public ProductDraft ToDraft(Sku sku) => new()
    {
        Sku = sku,
        Title = Title,
        Author = Author,
        Category = Category,
        Price = Price.ToMoney(),
        Description = Description,
        TaxClass = TaxClass,
        WeightGrams = WeightGrams,
    };
}

/// <summary>
/// What to change of a product: what is absent stays; an empty text, or a weight of 0, removes what it had.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Price">The price of one unit. Carts show it as changed; orders that are placed keep theirs.</param>
/// <param name="Author">The author.</param>
/// <param name="Category">The category.</param>
/// <param name="Description">The description.</param>
/// <param name="TaxClass">The class of its tax.</param>
/// <param name="WeightGrams">The weight of one unit in grams.</param>
/// <example>{ "price": { "amount": 990, "currency": "EUR" } }</example>
internal sealed record ChangeProductRequest(
    [StringLength(CatalogLimits.TextMax, MinimumLength = 1)] string? Title = null,
    AmountRequest? Price = null,
    [StringLength(CatalogLimits.TextMax)] string? Author = null,
    [StringLength(CatalogLimits.CategoryMax)] string? Category = null,
    [StringLength(CatalogLimits.DescriptionMax)] string? Description = null,
    [StringLength(CatalogLimits.TaxClassMax)] string? TaxClass = null,
    [Range(0, CatalogLimits.WeightMax)] long? WeightGrams = null)
{
    public ProductChange ToChange() => new()
    {
        Title = Title,
        Author = Author,
        Category = Category,
        Price = Price?.ToMoney(),
        Description = Description,
        TaxClass = TaxClass,
        WeightGrams = WeightGrams,
    };
}

/// <summary>When to publish a product.</summary>
/// <param name="At">A time within a year; at once if it is absent or past.</param>
/// <example>{ "at": "2030-01-01T12:00:00+00:00" }</example>
internal sealed record PublishRequest(DateTimeOffset? At = null);
