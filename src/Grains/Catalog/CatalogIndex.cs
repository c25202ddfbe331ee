using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>
/// One version of the catalogue, arranged for reading. Immutable, and shared by all readers of a silo.
/// </summary>
internal sealed class CatalogIndex
{
    private readonly ImmutableArray<ProductSnapshot> _bySkuOrder;
    private readonly string[] _texts;
    private readonly FrozenDictionary<Sku, ProductSnapshot> _bySku;
    private readonly FrozenDictionary<ProductId, ProductSnapshot> _byId;

    public CatalogIndex(CatalogContents contents)
    {
        Version = contents.Version;
        _bySkuOrder = contents.Products;
        _texts = [.. _bySkuOrder.Select(p => $"{p.Title}\n{p.Author}\n{p.Sku}".ToUpperInvariant())];
        _bySku = _bySkuOrder.ToFrozenDictionary(product => product.Sku);
        _byId = _bySkuOrder.ToFrozenDictionary(product => product.Id);
        Categories = [.. _bySkuOrder
            .GroupBy(product => product.Category, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CategorySnapshot(group.Key, group.Count()))];
    }

    public long Version { get; }

    public ImmutableArray<CategorySnapshot> Categories { get; }

    public bool TryGet(Sku sku, [NotNullWhen(true)] out ProductSnapshot? product) =>
        _bySku.TryGetValue(sku, out product);

    public bool TryGet(ProductId id, [NotNullWhen(true)] out ProductSnapshot? product) =>
        _byId.TryGetValue(id, out product);

    public bool HasAll(ImmutableArray<Sku> skus)
    {
        foreach (var sku in skus)
        {
            if (!_bySku.ContainsKey(sku)) return false;
        }

        return true;
    }

    /// <summary>The products with these SKUs; unknown ones are left out.</summary>
    public ImmutableArray<ProductSnapshot> Find(ImmutableArray<Sku> skus)
    {
        var products = ImmutableArray.CreateBuilder<ProductSnapshot>(skus.Length);
        foreach (var sku in skus)
        {
            if (TryGet(sku, out var product)) products.Add(product);
        }

        return products.DrainToImmutable();
    }

    public Result<ProductPage> Search(ProductQuery query)
    {
        if (query.Limit is < 1 or > ProductQuery.LimitMax) return CatalogErrors.InvalidQuery;
        if (query.Text is { Length: > CatalogLimits.TextMax }) return CatalogErrors.InvalidQuery;
        if (query.Category is { Length: > CatalogLimits.CategoryMax }) return CatalogErrors.InvalidQuery;
        var after = default(Sku);
        if (query.Cursor is not null && !Sku.TryParse(query.Cursor, out after)) return CatalogErrors.InvalidQuery;

        var words = (query.Text ?? "").ToUpperInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var items = ImmutableArray.CreateBuilder<ProductSnapshot>();
        for (var i = After(after); i < _bySkuOrder.Length; i++)
        {
            var product = _bySkuOrder[i];
            if (query.Category is not null && product.Category != query.Category) continue;
            if (!Array.TrueForAll(words, word => _texts[i].Contains(word, StringComparison.Ordinal))) continue;
            if (items.Count == query.Limit)
            {
                return new ProductPage { Items = items.ToImmutable(), NextCursor = items[^1].Sku.Value };
            }

            items.Add(product);
        }

        return new ProductPage { Items = items.ToImmutable() };
    }

    private int After(Sku cursor)
    {
        if (cursor.IsDefault) return 0;
        int low = 0, high = _bySkuOrder.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (CatalogOrder.Compare(_bySkuOrder[middle].Sku, cursor) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
