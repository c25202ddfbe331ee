
namespace ShopActors.WebApi.Catalog;

/// <summary>A product over HTTP.</summary>
internal sealed record ProductBody(
    string Id, string Sku, string Title, string Author, string Category, MoneyBody Price, long Version)
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

/// <summary>One page of products.</summary>
internal sealed record ProductPageBody(IReadOnlyList<ProductBody> Items, string? NextCursor);

/// <summary>A category and how many products it has.</summary>
internal sealed record CategoryBody(string Name, int Products);

/// <summary>The units of a SKU that can be bought now.</summary>
internal sealed record AvailabilityBody(string Sku, long Available, long Version);
