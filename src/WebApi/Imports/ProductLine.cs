using System.Collections.Immutable;
using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Imports;

/// <summary>
/// A product as a line of an import or export: what a request for one has, the counted units, and the status.
/// </summary>
internal sealed record ProductLine(
    string Sku,
    string Title,
    AmountRequest Price,
    string? Author = null,
    string? Category = null,
    string? Description = null,
    string? TaxClass = null,
    long? WeightGrams = null,
    AmountRequest? CompareAtPrice = null,
    IReadOnlyList<PriceRequest>? Prices = null,
    IReadOnlyList<PlannedPriceRequest>? PlannedPrices = null,
    string? Group = null,
    ImmutableDictionary<string, string>? Attributes = null,
    IReadOnlyList<ImageBody>? Images = null,
    long? Stock = null,
    string? Status = null)
{
    public static ProductLine Of(ProductSnapshot product, long? onHand) => new(
        product.Sku.Value,
        product.Title,
        Amount(product.Price),
        product.Author,
        product.Category,
        product.Description,
        product.TaxClass,
        product.WeightGrams,
        product.CompareAt is { } compareAt ? Amount(compareAt) : null,
        product.Prices is [] ? null : [.. product.Prices.Select(price => new PriceRequest(
            Amount(price.Price), price.CompareAt is { } above ? Amount(above) : null))],
        product.PlannedPrices is [] ? null : [.. product.PlannedPrices.Select(planned => new PlannedPriceRequest(
            planned.ValidFrom, Amount(planned.Price), planned.CompareAt is { } above ? Amount(above) : null))],
        product.Group,
        product.Attributes is []
            ? null
            : product.Attributes.ToImmutableDictionary(attribute => attribute.Name, attribute => attribute.Value),
        product.Images is [] ? null : [.. product.Images.Select(image => new ImageBody(image.Url, image.Alt))],
        onHand,
        PublicName.Of(product.Status));

    /// <summary>Whether the product is on sale; null if the line does not say. False for an unknown status.</summary>
    public bool TryReadStatus(out ProductStatus? status)
    {
        status = null;
        if (Status is not { Length: > 0 }) return true;
        if (!PublicName.TryParse(Status, out ProductStatus known)) return false;
        status = known;
        return true;
    }

    public ProductDraft ToDraft(Sku sku, ProductStatus? status) => new CreateProductRequest(
        Sku, Title, Price, Author, Category, Description, TaxClass, WeightGrams, CompareAtPrice, Prices, PlannedPrices,
        Group, Attributes, Images).ToDraft(sku) with
    {
        Status = status,
    };

    private static AmountRequest Amount(Money money) => new(money.MinorUnits, money.Currency);
}
