using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The products on sale, sorted by SKU, for searching. Immutable and shared by all readers of a silo.</summary>
internal sealed class CatalogIndex
{
    private readonly ImmutableArray<Entry> _entries;

    private CatalogIndex(ImmutableArray<Entry> entries)
    {
        _entries = entries;

        // Spellings of one category are counted together, under the one of the first product.
        Categories = [.. entries
            .Where(entry => entry.Category is not null)
            .AggregateBy(
                entry => entry.Category!,
                category => (Name: "", Products: 0),
                (category, entry) => (
                    category.Products == 0 ? entry.Product.Category! : category.Name, category.Products + 1),
                StringComparer.Ordinal)
            .Select(category => new CategorySnapshot(category.Value.Name, category.Value.Products))
            .OrderBy(category => category.Name, StringComparer.Ordinal)];
    }

    public static CatalogIndex Empty { get; } = new([]);

    public ImmutableArray<CategorySnapshot> Categories { get; }

    /// <summary>
    /// Returns the index with these products added; they replace entries of lower or equal version. Those that are not
    /// on sale are taken out.
    /// </summary>
    public CatalogIndex With(IReadOnlyCollection<ProductSnapshot> products)
    {
        if (products.Count == 0) return this;

        var entries = ImmutableArray.CreateBuilder<Entry>(_entries.Length + products.Count);
        var next = 0;
        foreach (var product in products.OrderBy(product => product.Sku, CatalogOrder.Comparer))
        {
            var end = After(product.Sku);
            var isKnown = end > next && _entries[end - 1].Product.Sku == product.Sku;
            var known = isKnown ? _entries[end - 1] : default;
            for (var last = isKnown ? end - 1 : end; next < last; next++) entries.Add(_entries[next]);
            if (isKnown && known.Product.Version > product.Version) entries.Add(known);
            else if (product.IsOnSale) entries.Add(Entry.Of(product));
            next = end;
        }

        while (next < _entries.Length) entries.Add(_entries[next++]);
        return new(entries.DrainToImmutable());
    }

    public Result<ProductPage> Search(ProductQuery query)
    {
        if (query.Limit is < 1 or > ProductQuery.LimitMax) return CatalogErrors.InvalidQuery;
        if (IsTooLong(query.Text, CatalogLimits.TextMax)) return CatalogErrors.InvalidQuery;
        if (IsTooLong(query.Category, CatalogLimits.CategoryMax)) return CatalogErrors.InvalidQuery;
        var after = default(Sku);
        if (query.Cursor is not null && !Sku.TryParse(query.Cursor, out after)) return CatalogErrors.InvalidQuery;

        var words = SearchText.Fold(query.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var category = query.Category is null ? null : SearchText.Fold(query.Category);
        var items = ImmutableArray.CreateBuilder<ProductSnapshot>();
        for (var i = After(after); i < _entries.Length; i++)
        {
            var (product, entryCategory, text) = _entries[i];
            if (category is not null && entryCategory != category) continue;
            if (!Array.TrueForAll(words, word => text.Contains(word, StringComparison.Ordinal))) continue;
            if (items.Count == query.Limit)
            {
                return new ProductPage { Items = items.ToImmutable(), NextCursor = items[^1].Sku.Value };
            }

            items.Add(product);
        }

        return new ProductPage { Items = items.ToImmutable() };
    }

    private static bool IsTooLong(string? text, int lengthMax) =>
        text is not null && PlainText.Normalize(text).Length > lengthMax;

    /// <summary>The position of the first entry after a SKU.</summary>
    private int After(Sku sku)
    {
        if (sku.IsDefault) return 0;
        int low = 0, high = _entries.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (CatalogOrder.Compare(_entries[middle].Product.Sku, sku) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>A product, its folded category and the folded text that is searched for words.</summary>
    private readonly record struct Entry(ProductSnapshot Product, string? Category, string Text)
    {
        public static Entry Of(ProductSnapshot product) => new(
            product,
            product.Category is null ? null : SearchText.Fold(product.Category),
            SearchText.Fold($"{product.Title}\n{product.Author}\n{product.Sku}"));
    }
}
