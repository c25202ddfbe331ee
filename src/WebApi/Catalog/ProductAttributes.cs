using System.Collections.Immutable;

namespace ShopActors.WebApi.Catalog;

/// <summary>Attributes in requests: a map in a body, and <c>colour:red;size:M</c> in a query.</summary>
internal static class ProductAttributes
{
    private const char End = ';';
    private const char NameEnd = ':';

    public static ImmutableArray<ProductAttribute>? Of(ImmutableDictionary<string, string>? map) =>
        map is null
            ? null
            : [.. map.Select(pair => new ProductAttribute(pair.Key, pair.Value))
                .OrderBy(attribute => attribute.Name, StringComparer.Ordinal)];

    /// <summary>Reads the text of a query; false if a part has no name.</summary>
    public static bool TryRead(string? text, out ImmutableArray<ProductAttribute> attributes)
    {
        attributes = [];
        if (string.IsNullOrEmpty(text)) return true;
        foreach (var part in text.Split(End, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf(NameEnd, StringComparison.Ordinal);
            if (at < 1) return false;
            attributes = attributes.Add(new(part[..at], part[(at + 1)..]));
        }

        return true;
    }

    public static string? Write(IReadOnlyDictionary<string, string>? attributes) => attributes is null
        ? null
        : string.Join(End, attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}{NameEnd}{pair.Value}"));
}
