using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace ShopActors;

/// <summary>Splits folded texts into words, by the word boundaries of Unicode (UAX #29).</summary>
internal sealed class ProductAnalyzer : Analyzer
{
    private ProductAnalyzer()
    {
    }

    /// <summary>It keeps what it needs for each thread.</summary>
    public static ProductAnalyzer Shared { get; } = new();

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
        new(new StandardTokenizer(LuceneVersion.LUCENE_48, reader));
}
