using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>
/// What identifies the content of a command on a product. Journals keep it, so parts that were added later count only
/// where they are used: a command of an earlier version that is repeated keeps its fingerprint.
/// </summary>
internal static class ProductFingerprint
{
    public static string OfCreate(ProductDraft draft, bool isDraft)
    {
        List<string?> parts =
        [
            draft.Sku.Value, draft.Title, draft.Author, draft.Category, Text(draft.Price), draft.Description,
            isDraft ? "draft" : null, draft.TaxClass, Text(draft.WeightGrams),
        ];
        Add(parts, "compareAt", draft.CompareAt is { } compareAt ? [Text(compareAt)] : []);
        Add(parts, "prices", draft.Prices.Select(Text));
        Add(parts, "plannedPrices", draft.PlannedPrices.Select(Text));
        Add(parts, "group", draft.Group is { } group ? [group] : []);
        Add(parts, "attributes", draft.Attributes.SelectMany(Texts));
        Add(parts, "images", draft.Images.SelectMany(Texts));
        return Of("create", [.. parts]);
    }

    public static string OfChange(ProductChange change)
    {
        List<string?> parts =
        [
            change.Title, change.Author, change.Category, change.Price is { } price ? Text(price) : null,
            change.Description, change.TaxClass, Text(change.WeightGrams),
        ];
        if (change.CompareAt is { } compareAt) parts.AddRange(["compareAt", Text(compareAt)]);
        if (change.Prices is { } prices) parts.AddRange(["prices", .. prices.Select(Text)]);
        if (change.PlannedPrices is { } planned) parts.AddRange(["plannedPrices", .. planned.Select(Text)]);
        if (change.Group is { } group) parts.AddRange(["group", group]);
        if (change.Attributes is { } attributes) parts.AddRange(["attributes", .. attributes.SelectMany(Texts)]);
        if (change.Images is { } images) parts.AddRange(["images", .. images.SelectMany(Texts)]);
        return Of("change", [.. parts]);
    }

    public static string Of(string command, params ReadOnlySpan<string?> parts)
    {
        // Lengths keep neighbouring texts apart.
        var text = new StringBuilder(command);
        foreach (var part in parts) text.Append(CultureInfo.InvariantCulture, $"\n{part?.Length ?? -1} {part}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(List<string?> parts, string name, IEnumerable<string?> values)
    {
        var before = parts.Count;
        parts.AddRange(values);
        if (parts.Count > before) parts.Insert(before, name);
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Text(Money price) =>
        string.Create(CultureInfo.InvariantCulture, $"{price.MinorUnits} {price.Currency}");

    private static string Text(ProductPrice price) => price.CompareAt is { } compareAt
        ? $"{Text(price.Price)} instead of {Text(compareAt)}"
        : Text(price.Price);

    private static string Text(PlannedPrice planned) => string.Create(
        CultureInfo.InvariantCulture,
        $"{planned.ValidFrom:O} {Text(new ProductPrice(planned.Price, planned.CompareAt))}");

    private static string?[] Texts(ProductAttribute attribute) => [attribute.Name, attribute.Value];

    private static string?[] Texts(ProductImage image) => [image.Url, image.Alt];
}
