using System.Globalization;
using System.Text.Json;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ShopActors;

/// <summary>
/// The fields of a product in the index: what is searched and sorted, and the whole product to answer.
/// </summary>
internal static class ProductFields
{
    public const string Id = "id";
    public const string Sku = "sku";
    public const string Text = "text";
    public const string Title = "title";

    /// <summary>The first one, two and three characters of the words, which too many words begin with.</summary>
    public const string Start = "start";

    public const string Category = "category";
    public const string Attribute = "attribute";
    public const string Group = "group";
    public const string Status = "status";
    public const string Facet = "facet";
    public const string Flags = "flags";
    public const string Version = "version";
    public const string StockVersion = "stock-version";
    public const string Published = "published";

    /// <summary>The longest beginning of a word in <see cref="Start"/>.</summary>
    public const int StartMax = 3;

    public const byte InStockFlag = 1;
    public const byte OnSaleFlag = 2;

    private const string Product = "product";
    private const char Separator = '\0';

    public static string Price(Currency currency) => "price-" + currency.Value;

    public static string Term(ProductStatus status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    public static string Term(ProductAttribute attribute) =>
        SearchText.Fold(attribute.Name) + Separator + SearchText.Fold(attribute.Value);

    public static Document ToDocument(IndexedProduct indexed)
    {
        var product = indexed.Product;
        var title = SearchText.Fold(product.Title);
        var text = SearchText.Fold($"{product.Title}\n{product.Author}\n{product.Sku}");
        var document = new Document
        {
            new StringField(Id, product.Id.Value, Field.Store.NO),
            new StringField(Sku, SearchText.Fold(product.Sku.Value), Field.Store.NO),
            new SortedDocValuesField(Sku, new BytesRef(product.Sku.Value)),
            new TextField(Title, title, Field.Store.NO),
            new SortedDocValuesField(Title, new BytesRef(title)),
            new TextField(Text, text, Field.Store.NO),
            new StringField(Status, Term(product.Status), Field.Store.NO),
            new NumericDocValuesField(Version, product.Version),
            new NumericDocValuesField(StockVersion, indexed.StockVersion),
            new NumericDocValuesField(Published, product.PublishedAt?.ToUnixTimeMilliseconds() ?? 0),
            new NumericDocValuesField(Price(product.Price.Currency), product.Price.MinorUnits),
            new NumericDocValuesField(
                Flags, (indexed.InStock ? InStockFlag : 0) | (product.IsOnSale ? OnSaleFlag : 0)),
            new StoredField(Product, JsonSerializer.SerializeToUtf8Bytes(product, ProductJson.Default.ProductSnapshot)),
        };
        foreach (var start in StartsOf(text)) document.Add(new StringField(Start, start, Field.Store.NO));
        foreach (var other in product.Prices)
        {
            document.Add(new NumericDocValuesField(Price(other.Price.Currency), other.Price.MinorUnits));
        }

        if (product.Group is { } group)
        {
            document.Add(new StringField(Group, SearchText.Fold(group), Field.Store.NO));
        }

        if (product.Category is { } category)
        {
            var folded = SearchText.Fold(category);
            document.Add(new StringField(Category, folded, Field.Store.NO));
            document.Add(FacetOf("", folded, "", category));
        }

        foreach (var attribute in product.Attributes)
        {
            document.Add(new StringField(Attribute, Term(attribute), Field.Store.NO));
            document.Add(FacetOf(
                SearchText.Fold(attribute.Name), SearchText.Fold(attribute.Value), attribute.Name, attribute.Value));
        }

        return document;
    }

    public static ProductSnapshot ToProduct(Document document)
    {
        var stored = document.GetBinaryValue(Product);
        return JsonSerializer.Deserialize(
            stored.Bytes.AsSpan(stored.Offset, stored.Length), ProductJson.Default.ProductSnapshot)!;
    }

    /// <summary>The words of a folded text.</summary>
    public static List<string> WordsOf(string folded)
    {
        using var stream = ProductAnalyzer.Shared.GetTokenStream(Text, folded);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var words = new List<string>();
        stream.Reset();
        while (stream.IncrementToken()) words.Add(term.ToString());
        stream.End();
        return words;
    }

    /// <summary>
    /// The parts of a facet's term: the folded name and value, by which spellings count as one, and how both are
    /// written. A category has no name.
    /// </summary>
    public static string[] SplitFacet(string term) => term.Split(Separator);

    private static SortedSetDocValuesField FacetOf(string foldedName, string foldedValue, string name, string value) =>
        new(Facet, new BytesRef(string.Join(Separator, foldedName, foldedValue, name, value)));

    private static HashSet<string> StartsOf(string text)
    {
        var starts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in WordsOf(text))
        {
            for (var length = 1; length <= Math.Min(StartMax, word.Length); length++) starts.Add(word[..length]);
        }

        return starts;
    }
}
