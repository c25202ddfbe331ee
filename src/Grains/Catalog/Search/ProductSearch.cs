using System.Collections.Immutable;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace ShopActors;

/// <summary>What a query means for the index.</summary>
internal static class ProductSearch
{
    // A word of the title weighs more than one of the author; the SKU as a whole weighs most.
    private const float TitleWeight = 3;
    private const float SkuWeight = 50;
    private const float StartWeight = 0.1f;

    /// <summary>Checks the query and reads its cursor; false if something is out of range.</summary>
    public static bool TryRead(ProductQuery query, out SearchCursor? cursor)
    {
        cursor = null;
        if (query.Limit is < 1 or > ProductQuery.LimitMax) return false;
        if (!Enum.IsDefined(query.Sort) || query.PriceMin < 0 || query.PriceMax < 0) return false;
        if (IsTooLong(query.Text, CatalogLimits.TextMax)) return false;
        if (IsTooLong(query.Category, CatalogLimits.CategoryMax)) return false;
        if (IsTooLong(query.Group, CatalogLimits.GroupMax)) return false;
        if (query.Attributes.Length > CatalogLimits.AttributesMax) return false;
        foreach (var attribute in query.Attributes)
        {
            if (IsTooLong(attribute.Name, CatalogLimits.AttributeNameMax)) return false;
            if (IsTooLong(attribute.Value, CatalogLimits.AttributeValueMax)) return false;
        }

        if (query.Cursor is null) return true;
        if (!SearchCursor.TryDecode(query.Cursor, query.Sort, out var read)) return false;
        cursor = read;
        return true;
    }

    /// <summary>The query of the index; null for everything that is on sale.</summary>
    public static Query? ToLucene(ProductQuery query)
    {
        var matching = new BooleanQuery();
        var text = SearchText.Fold(query.Text ?? "");
        foreach (var word in ProductFields.WordsOf(text))
        {
            matching.Add(Constant(BeginsWith(word), StartWeight), Occur.MUST);
            if (query.Sort != ProductSort.Relevance) continue;
            matching.Add(new TermQuery(new Term(ProductFields.Title, word)) { Boost = TitleWeight }, Occur.SHOULD);
            matching.Add(new TermQuery(new Term(ProductFields.Text, word)), Occur.SHOULD);
        }

        if (query.Sort == ProductSort.Relevance && matching.Clauses.Count > 0)
        {
            matching.Add(Constant(new TermQuery(new Term(ProductFields.Sku, text)), SkuWeight), Occur.SHOULD);
        }

        if (text.Length > 0 && matching.Clauses.Count == 0) return new BooleanQuery();
        if (query.Category is not null) Require(ProductFields.Category, SearchText.Fold(query.Category));
        if (query.Group is not null) Require(ProductFields.Group, SearchText.Fold(query.Group));
        foreach (var attribute in query.Attributes) Require(ProductFields.Attribute, ProductFields.Term(attribute));
        var isAll = matching.Clauses.Count == 0 && query.Status == ProductStatus.Published;
        if (isAll && query.Sort != ProductSort.Relevance) return null;
        if (query.Status is { } status) Require(ProductFields.Status, ProductFields.Term(status));
        return matching.Clauses.Count == 0 ? new MatchAllDocsQuery() : matching;

        void Require(string field, string term) =>
            matching.Add(Constant(new TermQuery(new Term(field, term)), 0), Occur.MUST);
    }

    /// <summary>The facets of counted terms, in which spellings count as one, under the most frequent.</summary>
    public static ImmutableArray<ProductFacet> ToFacets(IReadOnlyDictionary<string, int> counts, int valuesMax) =>
    [
        .. counts
            .Select(count => (Parts: ProductFields.SplitFacet(count.Key), Products: count.Value))
            .GroupBy(count => count.Parts[0], StringComparer.Ordinal)
            .OrderBy(facet => facet.Key, StringComparer.Ordinal)
            .Select(facet => new ProductFacet(
                facet.Key.Length == 0 ? null : facet.MaxBy(count => count.Products).Parts[2],
                [.. facet
                    .GroupBy(count => count.Parts[1], StringComparer.Ordinal)
                    .Select(value => new FacetValue(
                        value.OrderByDescending(count => count.Products)
                            .ThenBy(count => count.Parts[3], StringComparer.Ordinal).First().Parts[3],
                        value.Sum(count => count.Products)))
                    .OrderByDescending(value => value.Products)
                    .ThenBy(value => value.Value, StringComparer.Ordinal)
                    .Take(valuesMax)])),
    ];

    private static Query BeginsWith(string word) => word.Length <= ProductFields.StartMax
        ? new TermQuery(new Term(ProductFields.Start, word))
        : new PrefixQuery(new Term(ProductFields.Text, word));

    private static ConstantScoreQuery Constant(Query query, float weight) => new(query) { Boost = weight };

    private static bool IsTooLong(string? text, int lengthMax) =>
        text is not null && PlainText.Normalize(text).Length > lengthMax;
}
