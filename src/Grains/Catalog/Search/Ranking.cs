using Lucene.Net.Index;

namespace ShopActors;

/// <summary>The documents of a segment in one order.</summary>
/// <param name="Documents">The documents, first to last.</param>
/// <param name="Ranks">The position of each document.</param>
internal sealed record Ranking(int[] Documents, int[] Ranks)
{
    /// <summary>Sorts the documents by their keys, and those with the same key by SKU.</summary>
    public static Ranking Build(AtomicReader reader, long[] keys)
    {
        var skus = reader.GetSortedDocValues(ProductFields.Sku);
        var bySku = new int[keys.Length];
        for (var doc = 0; skus is not null && doc < keys.Length; doc++) bySku[doc] = skus.GetOrd(doc);

        var documents = new int[keys.Length];
        for (var doc = 0; doc < documents.Length; doc++) documents[doc] = doc;
        documents.AsSpan().Sort((left, right) =>
            keys[left] != keys[right] ? keys[left].CompareTo(keys[right])
            : bySku[left] != bySku[right] ? bySku[left].CompareTo(bySku[right])
            : left.CompareTo(right));

        var ranks = new int[keys.Length];
        for (var rank = 0; rank < documents.Length; rank++) ranks[documents[rank]] = rank;
        return new(documents, ranks);
    }
}
