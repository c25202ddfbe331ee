using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Catalog;

/// <summary>A product to add.</summary>
/// <param name="Sku">Its SKU, which no other product has and which never changes.</param>
/// <param name="Title">The title.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="Author">The author, for what has one.</param>
/// <param name="Category">The category.</param>
/// <param name="Description">The description, which may have several lines.</param>
/// <param name="TaxClass">The class of its tax; the standard one if absent.</param>
/// <param name="WeightGrams">The weight of one unit in grams; nothing if absent.</param>
/// <param name="CompareAtPrice">The price to compare with; higher, in the same currency.</param>
/// <param name="Prices">Prices in other currencies, one for each.</param>
/// <param name="PlannedPrices">Prices that replace the present one of their currency at a time.</param>
/// <param name="Group">The group of which it is a variant.</param>
/// <param name="Attributes">Its attributes. Neither names nor values have ; and names have no colon.</param>
/// <param name="Images">Its pictures, the main one first.</param>
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
    AmountRequest? CompareAtPrice = null,
    [MaxLength(CatalogLimits.PricesMax)] IReadOnlyList<PriceRequest>? Prices = null,
    [MaxLength(CatalogLimits.PlannedPricesMax)] IReadOnlyList<PlannedPriceRequest>? PlannedPrices = null,
    [StringLength(CatalogLimits.GroupMax, MinimumLength = 1)] string? Group = null,
    [TextMap(CatalogLimits.AttributesMax, CatalogLimits.AttributeValueMax)]
    ImmutableDictionary<string, string>? Attributes = null,
    [MaxLength(CatalogLimits.ImagesMax)] IReadOnlyList<ImageBody>? Images = null,
    [OneOf("published", "draft")] string? Status = null,
    [Range(0, StockLimits.OnHandMax)] long? InitialStock = null)
{
    /// <summary>The list that has null among its entries, which no annotation refuses; null for none.</summary>
    public string? FindBrokenList() => ProductLists.Broken(Prices, PlannedPrices, Images);

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
        CompareAt = CompareAtPrice?.ToMoney(),
        Prices = PriceRequest.ToPrices(Prices) ?? [],
        PlannedPrices = PlannedPriceRequest.ToPrices(PlannedPrices) ?? [],
        Group = Group,
        Attributes = ProductAttributes.Of(Attributes) ?? [],
        Images = ToImages(Images) ?? [],
    };

    internal static ImmutableArray<ProductImage>? ToImages(IReadOnlyList<ImageBody>? images) =>
        images is null ? null : [.. images.Select(image => image.ToImage())];
}

/// <summary>
/// What to change of a product: what is absent stays; an empty text or list, a weight of 0 or an amount of 0 to compare
/// with removes what it had. A list replaces the whole list.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Price">The price of one unit. Carts show it as changed; orders that are placed keep theirs.</param>
/// <param name="Author">The author.</param>
/// <param name="Category">The category.</param>
/// <param name="Description">The description.</param>
/// <param name="TaxClass">The class of its tax.</param>
/// <param name="WeightGrams">The weight of one unit in grams.</param>
/// <param name="CompareAtPrice">The price to compare with.</param>
/// <param name="Prices">The prices in other currencies.</param>
/// <param name="PlannedPrices">The prices to come.</param>
/// <param name="Group">The group of variants.</param>
/// <param name="Attributes">The attributes.</param>
/// <param name="Images">The pictures.</param>
/// <example>{ "price": { "amount": 990, "currency": "EUR" } }</example>
internal sealed record ChangeProductRequest(
    [StringLength(CatalogLimits.TextMax, MinimumLength = 1)] string? Title = null,
    AmountRequest? Price = null,
    [StringLength(CatalogLimits.TextMax)] string? Author = null,
    [StringLength(CatalogLimits.CategoryMax)] string? Category = null,
    [StringLength(CatalogLimits.DescriptionMax)] string? Description = null,
    [StringLength(CatalogLimits.TaxClassMax)] string? TaxClass = null,
    [Range(0, CatalogLimits.WeightMax)] long? WeightGrams = null,
    AmountRequest? CompareAtPrice = null,
    [MaxLength(CatalogLimits.PricesMax)] IReadOnlyList<PriceRequest>? Prices = null,
    [MaxLength(CatalogLimits.PlannedPricesMax)] IReadOnlyList<PlannedPriceRequest>? PlannedPrices = null,
    [StringLength(CatalogLimits.GroupMax)] string? Group = null,
    [TextMap(CatalogLimits.AttributesMax, CatalogLimits.AttributeValueMax)]
    ImmutableDictionary<string, string>? Attributes = null,
    [MaxLength(CatalogLimits.ImagesMax)] IReadOnlyList<ImageBody>? Images = null)
{
    /// <inheritdoc cref="CreateProductRequest.FindBrokenList"/>
    public string? FindBrokenList() => ProductLists.Broken(Prices, PlannedPrices, Images);

    public ProductChange ToChange() => new()
    {
        Title = Title,
        Author = Author,
        Category = Category,
        Price = Price?.ToMoney(),
        Description = Description,
        TaxClass = TaxClass,
        WeightGrams = WeightGrams,
        CompareAt = CompareAtPrice?.ToMoney(),
        Prices = PriceRequest.ToPrices(Prices),
        PlannedPrices = PlannedPriceRequest.ToPrices(PlannedPrices),
        Group = Group,
        Attributes = ProductAttributes.Of(Attributes),
        Images = CreateProductRequest.ToImages(Images),
    };
}

/// <summary>A price in one more currency.</summary>
/// <param name="Price">The price of one unit.</param>
/// <param name="CompareAtPrice">The price to compare with; higher, in the same currency.</param>
internal sealed record PriceRequest(AmountRequest Price, AmountRequest? CompareAtPrice = null)
{
    public static ImmutableArray<ProductPrice>? ToPrices(IReadOnlyList<PriceRequest>? prices) =>
        prices is null
            ? null
            : [.. prices.Select(price => new ProductPrice(price.Price.ToMoney(), price.CompareAtPrice?.ToMoney()))];
}

/// <summary>A price that replaces the one in its currency at a time.</summary>
/// <param name="ValidFrom">When it begins; at once if that is past.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="CompareAtPrice">The price to compare with from then on.</param>
internal sealed record PlannedPriceRequest(
    DateTimeOffset ValidFrom, AmountRequest Price, AmountRequest? CompareAtPrice = null)
{
    public static ImmutableArray<PlannedPrice>? ToPrices(IReadOnlyList<PlannedPriceRequest>? prices) =>
        prices is null
            ? null
            : [.. prices.Select(planned => new PlannedPrice(
                planned.ValidFrom, planned.Price.ToMoney(), planned.CompareAtPrice?.ToMoney()))];
}

/// <summary>When to publish a product.</summary>
/// <param name="At">A time within a year; at once if it is absent or past.</param>
/// <example>{ "at": "2030-01-01T12:00:00+00:00" }</example>
internal sealed record PublishRequest(DateTimeOffset? At = null);
