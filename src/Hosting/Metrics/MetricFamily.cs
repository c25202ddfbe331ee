using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace ShopActors.Hosting.Metrics;

/// <summary>All series of one instrument.</summary>
internal sealed class MetricFamily
{
    // Bounds the memory for tags with unbounded values: further tag values share one series.
    private const int SeriesMax = 2_000;
    private const string Overflow = "otel_metric_overflow=\"true\"";

    private static readonly double[] DefaultBounds =
        [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly Func<MetricSeries> _create;
    private readonly string _type;
    private readonly string? _description;

    public MetricFamily(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        var isHistogram = kind == typeof(Histogram<>);
        var isCounter = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);
        IsObservable = instrument.IsObservable;
        IsLast = instrument.IsObservable || kind == typeof(Gauge<>);
        Name = PrometheusText.NameOf(instrument.Name, instrument.Unit, isCounter, isRatio: !isHistogram && !isCounter);
        _type = isHistogram ? "histogram" : isCounter ? "counter" : "gauge";
        _description = instrument.Description;
        var bounds = isHistogram ? BoundsOf(instrument) : [];
        _create = isHistogram ? () => new HistogramSeries(bounds)
            : IsLast ? static () => new LastSeries()
            : static () => new SumSeries();
    }

    public string Name { get; }

    public bool IsObservable { get; }

    private bool IsLast { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.LabelsOf(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            series = _series.GetOrAdd(_series.Count < SeriesMax ? labels : Overflow, _ => _create());
        }

        series.Record(value);
    }

    /// <summary>Drops the observed values, so that series that are no longer reported disappear.</summary>
    public void Clear() => _series.Clear();

    public void AppendTo(StringBuilder text)
    {
        if (_series.IsEmpty) return;

        PrometheusText.AppendHead(text, Name, _type, _description);
        foreach (var (labels, series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            series.AppendTo(text, Name, labels);
        }
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => DefaultBounds,
    };
}
