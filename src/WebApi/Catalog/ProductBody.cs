namespace ShopActors.WebApi.Catalog;

/// <summary>A product.</summary>
/// <param name="Id">The product's id.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Its author.</param>
/// <param name="Category">Its category.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="Version">Counts the changes, from 1.</param>
/// <example>
/// {
///   "id": "prd_0123456789abcdefghjkmnpqr0", "sku": "BOOK-1", "title": "Walden", "author": "Henry David Thoreau",
///   "category": "Essays", "price": { "amount": 1299, "currency": "EUR", "exponent": 2 }, "version": 1
/// }
/// </example>
internal sealed record ProductBody(
    [TextOf<ProductId>] string Id,
    [TextOf<Sku>] string Sku,
    string Title,
    string Author,
    string Category,
    MoneyBody Price,
    long Version)
{
    public static ProductBody Of(ProductSnapshot product) => new(
        product.Id.Value,
        product.Sku.Value,
        product.Title,
        product.Author,
        product.Category,
        MoneyBody.Of(product.Price),
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
