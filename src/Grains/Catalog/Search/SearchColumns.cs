using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ShopActors;

/// <summary>
/// Columns of one segment of the index in arrays: a hit then costs some array reads instead of some look-ups. Segments
/// do not change, so a column is built once, when it is first used or before a merged segment is.
/// </summary>
internal sealed class SearchColumns
{
    private static readonly ConditionalWeakTable<object, SearchColumns> Known = [];

    // Orders that were ever used: merged segments get them before they are searched.
    private static readonly ConcurrentDictionary<SearchOrder, bool> Used = new();

    private readonly ConcurrentDictionary<SearchOrder, Ranking> _rankings = new();
    private readonly ConcurrentDictionary<Currency, long[]> _prices = new();
    private readonly Lock _lock = new();
    private byte[]? _flags;
    private FacetColumn? _facets;

    public static SearchColumns Of(AtomicReader reader) =>
        Known.GetValue(reader.CoreCacheKey, static _ => new SearchColumns());

    /// <summary>Builds all columns that searches have used so far.</summary>
    public static void Warm(AtomicReader reader)
    {
        var columns = Of(reader);
        columns.Flags(reader);
        columns.Facets(reader);
        foreach (var order in Used.Keys)
        {
            columns.Rank(reader, order);
            columns.Prices(reader, order.Currency);
        }
    }

    public byte[] Flags(AtomicReader reader)
    {
        lock (_lock)
        {
            if (_flags is not null) return _flags;
            var values = reader.GetNumericDocValues(ProductFields.Flags);
            var flags = new byte[reader.MaxDoc];
            for (var doc = 0; values is not null && doc < flags.Length; doc++) flags[doc] = (byte)values.Get(doc);
            return _flags = flags;
        }
    }

    public FacetColumn Facets(AtomicReader reader)
    {
        lock (_lock) return _facets ??= FacetColumn.Read(reader);
    }

    /// <summary>The prices in minor units; -1 for products without one in the currency.</summary>
    public long[] Prices(AtomicReader reader, Currency currency) =>
        _prices.GetOrAdd(currency, static (currency, reader) => ReadPrices(reader, currency), reader);

    public Ranking Rank(AtomicReader reader, SearchOrder order)
    {
        Used.TryAdd(order, true);
        return _rankings.GetOrAdd(order, order => Ranking.Build(reader, Keys(reader, order)));
    }

    private static long[] ReadPrices(AtomicReader reader, Currency currency)
    {
        var field = ProductFields.Price(currency);
        var values = reader.GetNumericDocValues(field);
        var present = reader.GetDocsWithField(field);
        var prices = new long[reader.MaxDoc];
        for (var doc = 0; doc < prices.Length; doc++)
        {
            prices[doc] = values is not null && present.Get(doc) ? values.Get(doc) : -1;
        }

        return prices;
    }

    private long[] Keys(AtomicReader reader, SearchOrder order)
    {
        var keys = new long[reader.MaxDoc];
        switch (order.Sort)
        {
            case ProductSort.Title:
                var titles = reader.GetSortedDocValues(ProductFields.Title);
                for (var doc = 0; titles is not null && doc < keys.Length; doc++) keys[doc] = titles.GetOrd(doc);
                break;
            case ProductSort.Newest:
                var times = reader.GetNumericDocValues(ProductFields.Published);
                for (var doc = 0; times is not null && doc < keys.Length; doc++) keys[doc] = -times.Get(doc);
                break;
            case ProductSort.Price:
                Prices(reader, order.Currency).CopyTo(keys, 0);
                break;
            case ProductSort.PriceDescending:
                var prices = Prices(reader, order.Currency);
                for (var doc = 0; doc < keys.Length; doc++) keys[doc] = -prices[doc];
                break;
        }

        return keys;
    }
}
