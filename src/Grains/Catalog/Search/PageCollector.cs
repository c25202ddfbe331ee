using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ShopActors;

/// <summary>
/// Counts matches and their facets, and keeps the first ones behind a cursor. In each segment a match has one number
/// that follows from its rank, and for relevance from its score before that; the smallest numbers are kept.
/// </summary>
internal sealed class PageCollector(ProductQuery query, SearchCursor? cursor) : ICollector
{
    private readonly PriorityQueue<long, long> _first = new();
    private readonly List<SearchHit> _hits = [];
    private readonly Dictionary<string, int> _facets = new(StringComparer.Ordinal);
    private readonly SearchOrder _order = SearchOrder.Of(query);
    private readonly bool _byScore = query.Sort == ProductSort.Relevance;
    private readonly bool _hasPrices = query.PriceMin is not null || query.PriceMax is not null
        || query.Sort is ProductSort.Price or ProductSort.PriceDescending;

    private AtomicReaderContext? _segment;
    private Scorer? _scorer;
    private Ranking _ranking = null!;
    private byte[] _flags = [];
    private long[] _prices = [];
    private FacetColumn? _column;
    private int[] _counts = [];
    private long _after;

    public int Total { get; private set; }

    /// <summary>The counts of the facets' terms.</summary>
    public IReadOnlyDictionary<string, int> Facets => _facets;

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => _scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        FinishSegment();
        _segment = context;
        var reader = context.AtomicReader;
        var columns = SearchColumns.Of(reader);
        _ranking = columns.Rank(reader, _order);
        _flags = columns.Flags(reader);
        if (_hasPrices) _prices = columns.Prices(reader, query.Currency);
        if (query.WithFacets)
        {
            _column = columns.Facets(reader);
            _counts = new int[_column.Terms.Length];
        }

        _after = cursor is { } last ? After(reader, last) : -1;
    }

    /// <summary>Collects all documents of a segment that are on sale, which costs less than a query for them.</summary>
    public void CollectOnSale(AtomicReaderContext context)
    {
        SetNextReader(context);
        var live = context.AtomicReader.LiveDocs;
        for (var doc = 0; doc < _flags.Length; doc++)
        {
            if ((_flags[doc] & ProductFields.OnSaleFlag) != 0 && live?.Get(doc) != false) Collect(doc);
        }
    }

    public void Collect(int doc)
    {
        if (query.InStock && (_flags[doc] & ProductFields.InStockFlag) == 0) return;
        if (_hasPrices)
        {
            var price = _prices[doc];
            if (price < (query.PriceMin ?? 0) || price > (query.PriceMax ?? long.MaxValue)) return;
        }

        Total++;
        if (_column is { } column)
        {
            for (var i = column.Starts[doc]; i < column.Starts[doc + 1]; i++) _counts[column.Values[i]]++;
        }

        var number = _byScore ? NumberOf(_scorer!.GetScore(), _ranking.Ranks[doc]) : _ranking.Ranks[doc];
        if (number <= _after) return;
        if (_first.Count <= query.Limit) _first.Enqueue(number, -number);
        else if (number < _first.Peek()) _first.EnqueueDequeue(number, -number);
    }

    /// <summary>The first matches behind the cursor: as many as the limit, and one more if there are more.</summary>
    public List<SearchHit> Finish()
    {
        FinishSegment();
        _hits.Sort(new SearchHitOrder(query.Sort));
        if (_hits.Count > query.Limit + 1) _hits.RemoveRange(query.Limit + 1, _hits.Count - query.Limit - 1);
        return _hits;
    }

    private static long NumberOf(float score, int rank) =>
        ((long)(int.MaxValue - BitConverter.SingleToInt32Bits(score)) << 32) | (uint)rank;

    /// <summary>The largest number of what is not behind the cursor.</summary>
    private long After(AtomicReader reader, SearchCursor last)
    {
        var order = new SearchHitOrder(query.Sort == ProductSort.Relevance ? ProductSort.Sku : query.Sort);
        var values = new SortValues(reader, query);
        var end = new SearchHit(last, null, 0);
        int low = 0, high = _ranking.Documents.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var hit = new SearchHit(values.CursorOf(_ranking.Documents[middle], 0), null, 0);
            if (order.Compare(hit, end) <= 0) low = middle + 1;
            else high = middle;
        }

        return (_byScore ? NumberOf(last.Score, low) : low) - 1;
    }

    private void FinishSegment()
    {
        if (_segment is not { } segment) return;
        var values = new SortValues(segment.AtomicReader, query);
        foreach (var (number, _) in _first.UnorderedItems)
        {
            var doc = _ranking.Documents[(int)(number & uint.MaxValue)];
            var score = _byScore ? BitConverter.Int32BitsToSingle(int.MaxValue - (int)(number >> 32)) : 0;
            _hits.Add(new(values.CursorOf(doc, score), segment, doc));
        }

        _first.Clear();
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0) continue;
            var term = _column!.Terms[i];
            _facets[term] = _facets.GetValueOrDefault(term) + _counts[i];
        }

        (_counts, _column, _segment) = ([], null, null);
    }
}
