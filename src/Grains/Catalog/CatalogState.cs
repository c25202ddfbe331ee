using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>All products, in the order of their SKUs.</summary>
internal sealed record CatalogState : IJournalState<CatalogState, CatalogEvent>
{
    public static JournalCodec<CatalogState, CatalogEvent> Codec { get; } =
        new(CatalogJson.Default.CatalogState, CatalogJson.Default.CatalogEvent);

    public static CatalogState Begin(string key) => Empty;

    public static CatalogState Empty { get; } = new() { Version = 0, Products = [] };

    /// <summary>Counts the writes.</summary>
    public required long Version { get; init; }

    public required ImmutableArray<ProductSnapshot> Products { get; init; }

    public ProductSnapshot? Find(Sku sku)
    {
        var index = IndexOf(sku);
        return index < 0 ? null : Products[index];
    }

    public CatalogState Apply(CatalogEvent e) => e switch
    {
        ProductsPut put => new() { Version = Version + 1, Products = Merge(put.Products) },
        _ => throw new InvalidOperationException($"Unknown catalogue event {e.GetType().Name}."),
    };

    private int IndexOf(Sku sku)
    {
        int low = 0, high = Products.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = CatalogOrder.Compare(Products[middle].Sku, sku);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    private ImmutableArray<ProductSnapshot> Merge(ImmutableArray<ProductSnapshot> put)
    {
        var products = new Dictionary<Sku, ProductSnapshot>(Products.Length + put.Length);
        foreach (var product in Products) products[product.Sku] = product;
        foreach (var product in put) products[product.Sku] = product;
        return [.. products.Values.OrderBy(product => product.Sku, CatalogOrder.Comparer)];
    }
}

/// <summary>SKUs in ordinal order.</summary>
internal static class CatalogOrder
{
    public static IComparer<Sku> Comparer { get; } = Comparer<Sku>.Create(Compare);

    public static int Compare(Sku left, Sku right) => string.CompareOrdinal(left.Value, right.Value);
}

/// <summary>What happened to the catalogue; names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ProductsPut), "put")]
internal abstract record CatalogEvent;

/// <summary>The products were added or replaced what was there under their SKUs.</summary>
internal sealed record ProductsPut(ImmutableArray<ProductSnapshot> Products) : CatalogEvent;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CatalogEvent))]
[JsonSerializable(typeof(CatalogState))]
internal sealed partial class CatalogJson : JsonSerializerContext;
