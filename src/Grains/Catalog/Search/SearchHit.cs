using Lucene.Net.Index;

namespace ShopActors;

/// <summary>A match, by what it is sorted by.</summary>
/// <param name="Key">Its place in the order.</param>
/// <param name="Segment">The segment that its document is in.</param>
/// <param name="Document">The document's number in the segment.</param>
internal readonly record struct SearchHit(SearchCursor Key, AtomicReaderContext? Segment, int Document);

/// <summary>The order of matches across segments.</summary>
internal sealed class SearchHitOrder(ProductSort sort) : IComparer<SearchHit>
{
    public int Compare(SearchHit x, SearchHit y)
    {
        var (left, right) = (x.Key, y.Key);
        var order = sort switch
        {
            ProductSort.Sku => 0,
            ProductSort.Relevance => right.Score.CompareTo(left.Score),

            // As the index sorts titles: by code point.
            ProductSort.Title => CompareCodePoints(left.Title, right.Title),
            _ => left.Number.CompareTo(right.Number),
        };
        return order != 0 ? order : CatalogOrder.Compare(left.Sku, right.Sku);
    }

    private static int CompareCodePoints(string left, string right)
    {
        var (l, r) = (left.EnumerateRunes(), right.EnumerateRunes());
        while (true)
        {
            var (hasLeft, hasRight) = (l.MoveNext(), r.MoveNext());
            if (!hasLeft || !hasRight) return hasLeft.CompareTo(hasRight);
            var order = l.Current.CompareTo(r.Current);
            if (order != 0) return order;
        }
    }
}
