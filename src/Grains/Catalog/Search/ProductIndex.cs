using System.Collections.Immutable;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;
using RAMDirectory = Lucene.Net.Store.RAMDirectory;

namespace ShopActors;

/// <summary>
/// All products, on sale or not, in an index of Lucene.NET in memory. Searches run beside changes and see those that
/// were made before the latest <see cref="Refresh"/>.
/// </summary>
internal sealed class ProductIndex : IDisposable
{
    // Changes that are kept for comparison before they are made visible.
    private const int UnseenMax = 10_000;
    private const double BufferMegabytes = 16;
    private const int ValuesMax = 50;

    private readonly RAMDirectory _directory = new();
    private readonly IndexWriter _writer;
    private readonly SearcherManager _searchers;

    // Guards the writer and what it has that searches do not see yet.
    private readonly Lock _lock = new();
    private readonly Dictionary<ProductId, IndexedProduct> _unseen = [];
    private volatile bool _isDisposed;

    public ProductIndex()
    {
        _writer = new(_directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, ProductAnalyzer.Shared)
        {
            RAMBufferSizeMB = BufferMegabytes,
            Similarity = new BM25Similarity(),
            MergedSegmentWarmer = new Warmer(),
        });
        _searchers = new(_writer, applyAllDeletes: true, new Searchers());
    }

    /// <summary>Adds products or replaces their older versions.</summary>
    public void Put(IEnumerable<IndexedProduct> products)
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            var searcher = _searchers.Acquire();
            try
            {
                foreach (var product in products) Put(searcher, product);
            }
            finally
            {
                _searchers.Release(searcher);
            }

            if (_unseen.Count >= UnseenMax) RefreshNow();
        }
    }

    /// <summary>Lets searches see all changes.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            if (_unseen.Count > 0 && !_isDisposed) RefreshNow();
        }
    }

    public Result<ProductPage> Search(ProductQuery query)
    {
        if (!ProductSearch.TryRead(query, out var cursor)) return CatalogErrors.InvalidQuery;
        var collector = new PageCollector(query, cursor);
        var searcher = _searchers.Acquire();
        try
        {
            if (ProductSearch.ToLucene(query) is { } matching)
            {
                searcher.Search(matching, collector);
            }
            else
            {
                foreach (var segment in searcher.IndexReader.Leaves) collector.CollectOnSale(segment);
            }

            var hits = collector.Finish();
            var hasMore = hits.Count > query.Limit;
            if (hasMore) hits.RemoveAt(query.Limit);
            return new ProductPage
            {
                Items = [.. hits.Select(Load)],
                NextCursor = hasMore ? hits[^1].Key.Encode(query.Sort) : null,
                Total = collector.Total,
                Facets = ProductSearch.ToFacets(collector.Facets, ValuesMax),
            };
        }
        finally
        {
            _searchers.Release(searcher);
        }
    }

    /// <summary>The categories of the products on sale, in alphabetical order.</summary>
    public ImmutableArray<CategorySnapshot> Categories()
    {
        var collector = new PageCollector(new() { Limit = 1, WithFacets = true }, null);
        var searcher = _searchers.Acquire();
        try
        {
            foreach (var segment in searcher.IndexReader.Leaves) collector.CollectOnSale(segment);
        }
        finally
        {
            _searchers.Release(searcher);
        }

        collector.Finish();
        var categories = ProductSearch.ToFacets(collector.Facets, int.MaxValue).Where(facet => facet.Attribute is null);
        return [.. categories.SelectMany(facet => facet.Values)
            .Select(value => new CategorySnapshot(value.Value, value.Products))
            .OrderBy(category => category.Name, StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _searchers.Dispose();
            _writer.Dispose(waitForMerges: false);
            _directory.Dispose();
        }
    }

    private static ProductSnapshot Load(SearchHit hit) =>
        ProductFields.ToProduct(hit.Segment!.AtomicReader.Document(hit.Document));

    private void Put(IndexSearcher searcher, IndexedProduct product)
    {
        var id = product.Product.Id;
        var known = _unseen.GetValueOrDefault(id) ?? Find(searcher, product);
        var newest = known?.With(product) ?? product;
        if (ReferenceEquals(newest, known)) return;
        _unseen[id] = newest;
        _writer.UpdateDocument(new Term(ProductFields.Id, id.Value), ProductFields.ToDocument(newest));
    }

    /// <summary>
    /// What searches see of a product; null for nothing. The product itself is only loaded if another one may replace a
    /// part of it.
    /// </summary>
    private static IndexedProduct? Find(IndexSearcher searcher, IndexedProduct other)
    {
        var term = new Term(ProductFields.Id, other.Product.Id.Value);
        foreach (var segment in searcher.IndexReader.Leaves)
        {
            var reader = segment.AtomicReader;
            var docs = reader.GetTermDocsEnum(term);
            if (docs is null || docs.NextDoc() is var doc && doc == DocIdSetIterator.NO_MORE_DOCS) continue;
            var version = reader.GetNumericDocValues(ProductFields.Version).Get(doc);
            var stockVersion = reader.GetNumericDocValues(ProductFields.StockVersion).Get(doc);
            var inStock = (reader.GetNumericDocValues(ProductFields.Flags).Get(doc) & ProductFields.InStockFlag) != 0;
            var isReplaced = other.Product.Version > version || other.StockVersion > stockVersion;
            var product = isReplaced ? ProductFields.ToProduct(reader.Document(doc)) : other.Product;
            return new(product with { Version = version }, stockVersion, inStock);
        }

        return null;
    }

    private void RefreshNow()
    {
        _searchers.MaybeRefreshBlocking();
        _unseen.Clear();
    }

    private sealed class Searchers : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) =>
            new(reader) { Similarity = new BM25Similarity() };
    }

    private sealed class Warmer : IndexWriter.IndexReaderWarmer
    {
        public override void Warm(AtomicReader reader) => SearchColumns.Warm(reader);
    }
}
