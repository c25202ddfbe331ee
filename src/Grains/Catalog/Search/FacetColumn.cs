using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ShopActors;

/// <summary>Which facets each document of a segment has.</summary>
/// <param name="Terms">The facets.</param>
/// <param name="Starts">Where in <paramref name="Values"/> a document's facets begin; one more than documents.</param>
/// <param name="Values">The positions of facets in <paramref name="Terms"/>.</param>
internal sealed record FacetColumn(string[] Terms, int[] Starts, int[] Values)
{
    public static FacetColumn Read(AtomicReader reader)
    {
        var starts = new int[reader.MaxDoc + 1];
        if (reader.GetSortedSetDocValues(ProductFields.Facet) is not { } facets) return new([], starts, []);

        var values = new List<int>(reader.MaxDoc);
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            facets.SetDocument(doc);
            for (var ord = facets.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = facets.NextOrd())
            {
                values.Add((int)ord);
            }

            starts[doc + 1] = values.Count;
        }

        var terms = new string[facets.ValueCount];
        var term = new BytesRef();
        for (var ord = 0; ord < terms.Length; ord++)
        {
            facets.LookupOrd(ord, term);
            terms[ord] = term.Utf8ToString();
        }

        return new(terms, starts, [.. values]);
    }
}
