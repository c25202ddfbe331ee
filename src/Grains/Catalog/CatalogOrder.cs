namespace ShopActors;

/// <summary>SKUs in ordinal order.</summary>
internal static class CatalogOrder
{
    public static IComparer<Sku> Comparer { get; } = Comparer<Sku>.Create(Compare);

    public static int Compare(Sku left, Sku right) => string.CompareOrdinal(left.Value, right.Value);
}
