using System.Collections.Immutable;
using System.Text.Json;

namespace ShopActors;

/// <summary>What a product may consist of, and how drafts and changes become one.</summary>
internal static class ProductContent
{
    private const string ImagePath = "/images/";

    // They separate name and value, and one attribute from the next, in queries and tables.
    private const string AttributeSigns = ":;";

    public static ProductDraft Normalize(ProductDraft draft) => draft with
    {
        Title = PlainText.Normalize(draft.Title),
        Author = Normalize(draft.Author),
        Category = Normalize(draft.Category),
        Description = Normalize(draft.Description),
        Group = Normalize(draft.Group),
        PlannedPrices = [.. draft.PlannedPrices.OrderBy(planned => planned.ValidFrom)],
        Attributes = [.. draft.Attributes
            .Select(attribute => new ProductAttribute(
                PlainText.Normalize(attribute.Name), PlainText.Normalize(attribute.Value)))
            .OrderBy(attribute => attribute.Name, StringComparer.Ordinal)],
        Images = [.. draft.Images
            .Select(image => new ProductImage(image.Url.Trim(), PlainText.NormalizeOptional(image.Alt)))],
    };

    /// <summary>The content after a change.</summary>
    public static ProductDraft Change(ProductSnapshot product, ProductChange change)
    {
        var present = DraftOf(product);
        return present with
        {
            Title = change.Title ?? present.Title,
            Author = Replace(present.Author, change.Author),
            Category = Replace(present.Category, change.Category),
            Price = change.Price ?? present.Price,
            Description = Replace(present.Description, change.Description),
            TaxClass = Replace(present.TaxClass, change.TaxClass),
            WeightGrams = change.WeightGrams switch { null => present.WeightGrams, 0 => null, var grams => grams },
            CompareAt = change.CompareAt switch
            {
                null => present.CompareAt,
                { MinorUnits: 0 } => null,
                var price => price,
            },
            Prices = change.Prices ?? present.Prices,
            PlannedPrices = change.PlannedPrices ?? present.PlannedPrices,
            Group = Replace(present.Group, change.Group),
            Attributes = change.Attributes ?? present.Attributes,
            Images = change.Images ?? present.Images,
        };
    }

    /// <summary>What is wrong with a normalized draft; null if nothing is.</summary>
    public static ShopError? Check(ProductDraft draft, ProductId id) =>
        WrongField(draft, id) is { } field ? CatalogErrors.Invalid(draft.Sku, field) : null;

    /// <summary>The product with the content of a draft, at its old version; null for a new product.</summary>
    public static ProductSnapshot Fill(ProductSnapshot? product, ProductDraft draft) =>
        (product ?? New(draft)) with
        {
            Title = draft.Title,
            Author = draft.Author,
            Category = draft.Category,
            Price = draft.Price,
            Description = draft.Description,
            TaxClass = draft.TaxClass,
            WeightGrams = draft.WeightGrams,
            CompareAt = draft.CompareAt,
            Prices = draft.Prices,
            PlannedPrices = draft.PlannedPrices,
            Group = draft.Group,
            Attributes = draft.Attributes,
            Images = draft.Images,
            Status = draft.Status ?? product?.Status ?? ProductStatus.Published,

            // A product that is on sale, or no longer, has no publication to wait for.
            PublishAt = draft.Status is null or ProductStatus.Draft ? product?.PublishAt : null,
        };

    /// <summary>Whether two products are the same in all.</summary>
    public static bool Equals(ProductSnapshot product, ProductSnapshot other) =>
        Bytes(product).AsSpan().SequenceEqual(Bytes(other));

    /// <summary>The product once the prices that were planned until a time have begun.</summary>
    public static ProductSnapshot Begin(ProductSnapshot product, DateTimeOffset now) =>
        product.PlannedPrices.TakeWhile(planned => planned.ValidFrom <= now).Aggregate(product, Begin);

    private static ProductDraft DraftOf(ProductSnapshot product) => new()
    {
        Sku = product.Sku,
        Title = product.Title,
        Author = product.Author,
        Category = product.Category,
        Price = product.Price,
        Description = product.Description,
        TaxClass = product.TaxClass,
        WeightGrams = product.WeightGrams,
        CompareAt = product.CompareAt,
        Prices = product.Prices,
        PlannedPrices = product.PlannedPrices,
        Group = product.Group,
        Attributes = product.Attributes,
        Images = product.Images,
    };

    private static ProductSnapshot Begin(ProductSnapshot product, PlannedPrice planned)
    {
        product = product with { PlannedPrices = product.PlannedPrices.Remove(planned) };
        if (product.Price.Currency == planned.Price.Currency)
        {
            return product with { Price = planned.Price, CompareAt = planned.CompareAt };
        }

        var others = product.Prices.Where(other => other.Price.Currency != planned.Price.Currency);
        return product with { Prices = [.. others, new ProductPrice(planned.Price, planned.CompareAt)] };
    }

    private static ProductSnapshot New(ProductDraft draft) => new()
    {
        Id = ProductId.For(draft.Sku),
        Sku = draft.Sku,
        Title = draft.Title,
        Price = draft.Price,
        Version = 0,
    };

    private static byte[] Bytes(ProductSnapshot product) =>
        JsonSerializer.SerializeToUtf8Bytes(product, ProductJson.Default.ProductSnapshot);

    private static string? Normalize(string? text) => text is null ? null : PlainText.Normalize(text);

    /// <summary>The part after a change: an empty text removes it.</summary>
    private static string? Replace(string? present, string? change) =>
        change is null ? present : change.Length == 0 ? null : change;

    private static string? WrongField(ProductDraft draft, ProductId id)
    {
        if (draft.Sku.IsDefault || ProductId.For(draft.Sku) != id) return "sku";
        if (!PlainText.IsValid(draft.Title, CatalogLimits.TextMax)) return "title";
        if (!IsAbsentOrValid(draft.Author, CatalogLimits.TextMax)) return "author";
        if (!IsAbsentOrValid(draft.Category, CatalogLimits.CategoryMax)) return "category";
        if (draft.Description is { } text && !PlainText.IsValidLines(text, CatalogLimits.DescriptionMax))
        {
            return "description";
        }

        if (draft.TaxClass is { } taxClass && !TaxClasses.IsValid(taxClass)) return "taxClass";
        if (draft.WeightGrams is <= 0 or > CatalogLimits.WeightMax) return "weightGrams";
        if (!IsPrice(draft.Price)) return "price";
        if (!IsAbove(draft.CompareAt, draft.Price)) return "compareAtPrice";
        if (!ArePrices(draft)) return "prices";
        if (!ArePlanned(draft)) return "plannedPrices";
        if (!IsAbsentOrValid(draft.Group, CatalogLimits.GroupMax)) return "group";
        if (!AreAttributes(draft.Attributes)) return "attributes";
        if (!AreImages(draft.Images)) return "images";
        return draft.Status is not { } status || Enum.IsDefined(status) ? null : "status";
    }

    private static bool IsAbsentOrValid(string? text, int lengthMax) =>
        text is null || PlainText.IsValid(text, lengthMax);

    private static bool IsPrice(Money price) =>
        price.MinorUnits is > 0 and <= CatalogLimits.PriceMax && !price.Currency.IsDefault;

    private static bool IsAbove(Money? compareAt, Money price) =>
        compareAt is not { } other || (IsPrice(other) && other.Currency == price.Currency && other > price);

    private static bool ArePrices(ProductDraft draft) =>
        draft.Prices.Length <= CatalogLimits.PricesMax &&
        draft.Prices.All(other => IsPrice(other.Price) && IsAbove(other.CompareAt, other.Price)) &&
        draft.Prices.Select(other => other.Price.Currency).Append(draft.Price.Currency).Distinct().Count()
            == draft.Prices.Length + 1;

    private static bool ArePlanned(ProductDraft draft) =>
        draft.PlannedPrices.Length <= CatalogLimits.PlannedPricesMax &&
        draft.PlannedPrices.All(planned => IsPrice(planned.Price) && IsAbove(planned.CompareAt, planned.Price)) &&
        draft.PlannedPrices.DistinctBy(planned => (planned.ValidFrom, planned.Price.Currency)).Count()
            == draft.PlannedPrices.Length;

    private static bool AreAttributes(ImmutableArray<ProductAttribute> attributes) =>
        attributes.Length <= CatalogLimits.AttributesMax &&
        attributes.All(attribute =>
            PlainText.IsValid(attribute.Name, CatalogLimits.AttributeNameMax) &&
            PlainText.IsValid(attribute.Value, CatalogLimits.AttributeValueMax) &&
            !attribute.Name.AsSpan().ContainsAny(AttributeSigns) && !attribute.Value.Contains(AttributeSigns[1])) &&
        attributes.DistinctBy(attribute => SearchText.Fold(attribute.Name)).Count() == attributes.Length;

    private static bool AreImages(ImmutableArray<ProductImage> images) =>
        images.Length <= CatalogLimits.ImagesMax &&
        images.All(image => IsImageUrl(image.Url) && IsAbsentOrValid(image.Alt, CatalogLimits.TextMax));

    /// <summary>Pages of shops load pictures from there, so nothing but https, or this shop.</summary>
    private static bool IsImageUrl(string url) =>
        url.Length <= CatalogLimits.ImageUrlMax && PlainText.IsHarmless(url) && !url.Contains(' ') &&
        (url.StartsWith(ImagePath, StringComparison.Ordinal)
            ? ImageId.TryParse(url[ImagePath.Length..], out _)
            : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps);
}
