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
/// <param name="CompareAtPrice">The price to compare with, such as the one before a sale; absent for none.</param>
/// <param name="Prices">The prices in other currencies.</param>
/// <param name="PlannedPrices">The prices to come, which only operators see.</param>
/// <param name="Group">The group of which it is a variant; absent for none.</param>
/// <param name="Attributes">Its attributes, in which the variants of a group differ.</param>
/// <param name="Images">Its pictures, the main one first.</param>
/// <param name="Status">Whether it is on sale.</param>
/// <param name="PublishAt">When it will be published by itself; absent if that is not planned.</param>
/// <param name="PublishedAt">When it first went on sale; absent if it never did.</param>
/// <param name="Version">Counts the changes, from 1.</param>
/// <example>
/// {
///   "id": "prd_0123456789abcdefghjkmnpqr0", "sku": "BOOK-1", "title": "Walden", "author": "Henry David Thoreau",
///   "category": "Essays", "price": { "amount": 1299, "currency": "EUR", "exponent": 2 }, "prices": [],
///   "attributes": { "binding": "paperback" },
///   "images": [{ "url": "https://shop.example/walden.jpg", "alt": "A pond" }],
///   "status": "published", "version": 1
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
    MoneyBody? CompareAtPrice,
    IReadOnlyList<PriceBody> Prices,
    IReadOnlyList<PlannedPriceBody>? PlannedPrices,
    string? Group,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<ImageBody> Images,
    [NameOf<ProductStatus>] string Status,
    DateTimeOffset? PublishAt,
    DateTimeOffset? PublishedAt,
    long Version)
{
    /// <summary>The product as shoppers see it: without what is planned.</summary>
    public static ProductBody Of(ProductSnapshot product) =>
        OfAll(product) with { PlannedPrices = null, PublishAt = null };

    /// <summary>The product as operators see it.</summary>
    public static ProductBody OfAll(ProductSnapshot product) => new(
        product.Id.Value,
        product.Sku.Value,
        product.Title,
        product.Author,
        product.Category,
        MoneyBody.Of(product.Price),
        product.Description,
        product.TaxClass,
        product.WeightGrams,
        product.CompareAt is { } compareAt ? MoneyBody.Of(compareAt) : null,
        [.. product.Prices.Select(PriceBody.Of)],
        [.. product.PlannedPrices.Select(PlannedPriceBody.Of)],
        product.Group,
        product.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value),
        [.. product.Images.Select(image => new ImageBody(image.Url, image.Alt))],
        PublicName.Of(product.Status),
        product.PublishAt,
        product.PublishedAt,
        product.Version);
}

/// <summary>A price.</summary>
/// <param name="Price">The price of one unit.</param>
/// <param name="CompareAtPrice">The price to compare with; absent for none.</param>
internal sealed record PriceBody(MoneyBody Price, MoneyBody? CompareAtPrice)
{
    public static PriceBody Of(ProductPrice price) => new(
        MoneyBody.Of(price.Price), price.CompareAt is { } compareAt ? MoneyBody.Of(compareAt) : null);
}

/// <summary>A price that replaces the one in its currency at a time.</summary>
/// <param name="ValidFrom">When it begins.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="CompareAtPrice">The price to compare with from then on; absent for none.</param>
internal sealed record PlannedPriceBody(DateTimeOffset ValidFrom, MoneyBody Price, MoneyBody? CompareAtPrice)
{
    public static PlannedPriceBody Of(PlannedPrice planned) => new(
        planned.ValidFrom,
        MoneyBody.Of(planned.Price),
        planned.CompareAt is { } compareAt ? MoneyBody.Of(compareAt) : null);
}

/// <summary>A picture.</summary>
/// <param name="Url">Its address: https, or <c>/images/{id}</c> of this shop.</param>
/// <param name="Alt">What it shows, in words; absent for decoration.</param>
internal sealed record ImageBody(
    [StringLength(CatalogLimits.ImageUrlMax, MinimumLength = 1)] string Url,
    [StringLength(CatalogLimits.TextMax)] string? Alt = null)
{
    public ProductImage ToImage() => new(Url, Alt);
}

/// <summary>A page of products.</summary>
/// <param name="Items">The products.</param>
/// <param name="NextCursor">The cursor of the next page; absent on the last one.</param>
/// <param name="Total">How many products match, on all pages.</param>
/// <param name="Facets">How many of them have which category and attributes, if that was asked for.</param>
internal sealed record ProductPageBody(
    IReadOnlyList<ProductBody> Items, string? NextCursor, int Total, IReadOnlyList<FacetBody>? Facets);

/// <summary>A property by which matching products differ.</summary>
/// <param name="Attribute">The attribute's name; absent for the category.</param>
/// <param name="Values">Its 50 most frequent values, the most frequent first.</param>
internal sealed record FacetBody(string? Attribute, IReadOnlyList<FacetValueBody> Values)
{
    public static FacetBody Of(ProductFacet facet) => new(
        facet.Attribute, [.. facet.Values.Select(value => new FacetValueBody(value.Value, value.Products))]);
}

/// <summary>A value of a property.</summary>
/// <param name="Value">The value.</param>
/// <param name="Products">How many of the matching products have it.</param>
internal sealed record FacetValueBody(string Value, int Products);

/// <summary>A category.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Products">How many products it has.</param>
internal sealed record CategoryBody(string Name, int Products);

/// <summary>How many units of a product can be bought now.</summary>
/// <param name="Sku">The product's SKU.</param>
/// <param name="Available">The units that can be bought now.</param>
/// <param name="Version">Counts the changes of the stock.</param>
internal sealed record AvailabilityBody([TextOf<Sku>] string Sku, long Available, long Version);
