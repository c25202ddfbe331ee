using System.Globalization;

namespace ShopActors;

/// <summary>Where a page ended: the last product's key in the order, and its SKU.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Number">The time or the price, as it is sorted.</param>
/// <param name="Title">The folded title, when titles are sorted.</param>
/// <param name="Score">The relevance.</param>
internal readonly record struct SearchCursor(Sku Sku, long Number = 0, string Title = "", float Score = 0)
{
    private const char Separator = '\t';

    public string Encode(ProductSort sort) => sort switch
    {
        ProductSort.Sku => Sku.Value,
        ProductSort.Title => $"{Sku}{Separator}{Title}",
        ProductSort.Relevance => string.Create(
            CultureInfo.InvariantCulture, $"{Sku}{Separator}{BitConverter.SingleToInt32Bits(Score)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Sku}{Separator}{Number}"),
    };

    public static bool TryDecode(string text, ProductSort sort, out SearchCursor cursor)
    {
        cursor = default;
        var parts = text.Split(Separator, 2);
        if (!Sku.TryParse(parts[0], out var sku) || parts.Length != (sort == ProductSort.Sku ? 1 : 2)) return false;
        cursor = new(sku);
        if (sort == ProductSort.Sku) return true;
        if (sort == ProductSort.Title)
        {
            cursor = cursor with { Title = parts[1] };
            return parts[1].Length <= 2 * CatalogLimits.TextMax;
        }

        if (!long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        if (sort != ProductSort.Relevance)
        {
            cursor = cursor with { Number = number };
            return true;
        }

        if (number is < int.MinValue or > int.MaxValue) return false;
        cursor = cursor with { Score = BitConverter.Int32BitsToSingle((int)number) };
        return float.IsFinite(cursor.Score) && cursor.Score >= 0;
    }
}
