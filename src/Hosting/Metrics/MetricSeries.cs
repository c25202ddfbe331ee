using System.Text;

namespace ShopActors.Hosting.Metrics;

/// <summary>The value of one instrument for one set of tags. Thread-safe.</summary>
internal abstract class MetricSeries
{
    public abstract void Record(double value);

    public abstract void AppendTo(StringBuilder text, string name, string labels);
}

/// <summary>The sum of the recorded values.</summary>
internal sealed class SumSeries : MetricSeries
{
    private double _sum;

    public override void Record(double value)
    {
        double before;
        do
        {
            before = Volatile.Read(ref _sum);
        }
        while (Interlocked.CompareExchange(ref _sum, before + value, before) != before);
    }

    public override void AppendTo(StringBuilder text, string name, string labels) =>
        PrometheusText.AppendSample(text, name, labels, Volatile.Read(ref _sum));
}

/// <summary>The last recorded value.</summary>
internal sealed class LastSeries : MetricSeries
{
    private double _value;

    public override void Record(double value) => Volatile.Write(ref _value, value);

    public override void AppendTo(StringBuilder text, string name, string labels) =>
        PrometheusText.AppendSample(text, name, labels, Volatile.Read(ref _value));
}

/// <summary>The counts of recorded values below each bound.</summary>
internal sealed class HistogramSeries(double[] bounds) : MetricSeries
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public override void Record(double value)
    {
        var index = Array.BinarySearch(bounds, value);
        lock (_lock)
        {
            _counts[index < 0 ? ~index : index]++;
            _sum += value;
        }
    }

    public override void AppendTo(StringBuilder text, string name, string labels)
    {
        long[] counts;
        double sum;
        lock (_lock)
        {
            counts = [.. _counts];
            sum = _sum;
        }

        var separator = labels.Length > 0 ? "," : string.Empty;
        long total = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            var bound = PrometheusText.Format(i < bounds.Length ? bounds[i] : double.PositiveInfinity);
            PrometheusText.AppendSample(text, $"{name}_bucket", $"{labels}{separator}le=\"{bound}\"", total);
        }

        PrometheusText.AppendSample(text, $"{name}_sum", labels, sum);
        PrometheusText.AppendSample(text, $"{name}_count", labels, total);
    }
}
