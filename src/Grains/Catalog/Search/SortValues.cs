using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ShopActors;

/// <summary>What the documents of a segment are sorted by; for one thread.</summary>
internal sealed class SortValues(AtomicReader reader, ProductQuery query)
{
    private readonly SortedDocValues? _skus = reader.GetSortedDocValues(ProductFields.Sku);
    private readonly SortedDocValues? _titles = query.Sort == ProductSort.Title
        ? reader.GetSortedDocValues(ProductFields.Title)
        : null;
    private readonly NumericDocValues? _times = query.Sort == ProductSort.Newest
        ? reader.GetNumericDocValues(ProductFields.Published)
        : null;
    private readonly long[]? _prices = query.Sort is ProductSort.Price or ProductSort.PriceDescending
        ? SearchColumns.Of(reader).Prices(reader, query.Currency)
        : null;

    private readonly BytesRef _bytes = new();

    public SearchCursor CursorOf(int doc, float score) => new(
        new(TextOf(_skus!, doc)),
        query.Sort switch
        {
            ProductSort.Newest => -_times!.Get(doc),
            ProductSort.Price => _prices![doc],
            ProductSort.PriceDescending => -_prices![doc],
            _ => 0,
        },
        _titles is null ? "" : TextOf(_titles, doc),
        score);

    private string TextOf(SortedDocValues values, int doc)
    {
        values.Get(doc, _bytes);
        return _bytes.Utf8ToString();
    }
}
