using System.Diagnostics.Metrics;
using ShopActors.Hosting.Metrics;

namespace ShopActors.WebApi.Tests.Metrics;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly string _prefix = $"test.{Guid.NewGuid():N}";
    private readonly Meter _meter = new("ShopActors");
    private readonly MetricsCollector _collector = new();

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Scrape_Counter_IsTheSumSinceTheFirstScrape()
    {
        var counter = _meter.CreateCounter<long>($"{_prefix}.c", "{thing}", "Things.");
        counter.Add(100);
        _collector.Scrape();

        counter.Add(2, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(4);

        var lines = Lines();
        Assert.Equal(
            [
                $"# HELP {Name("c_total")} Things.",
                $"# TYPE {Name("c_total")} counter",
                $"{Name("c_total")} 4",
                $"{Name("c_total")}{{kind=\"a\"}} 5",
            ],
            lines);
    }

    [Fact]
    public void Scrape_Histogram_CountsUpToEachBound()
    {
        var histogram = _meter.CreateHistogram(
            $"{_prefix}.h", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        _collector.Scrape();

        foreach (var value in (double[])[0.05, 0.1, 0.5, 7]) histogram.Record(value);

        var name = Name("h_seconds");
        Assert.Equal(
            [
                $"# TYPE {name} histogram",
                $"{name}_bucket{{le=\"0.1\"}} 2",
                $"{name}_bucket{{le=\"1\"}} 3",
                $"{name}_bucket{{le=\"+Inf\"}} 4",
                $"{name}_sum 7.65",
                $"{name}_count 4",
            ],
            Lines());
    }

    [Fact]
    public void Scrape_ObservedSeries_AreGoneWhenTheyAreNotObservedAgain()
    {
        List<Measurement<int>> silos =
        [
            new(1, new KeyValuePair<string, object?>("silo", "a")),
            new(2, new KeyValuePair<string, object?>("silo", "b")),
        ];
        _meter.CreateObservableGauge($"{_prefix}.g", () => silos);
        Assert.Equal(3, Lines().Length);

        silos.RemoveAt(0);

        Assert.Equal([$"# TYPE {Name("g")} gauge", $"{Name("g")}{{silo=\"b\"}} 2"], Lines());
    }

    [Fact]
    public void Scrape_MeterThatIsDisposedOfMeanwhile_GivesTheOthers()
    {
        using var meter = new Meter(_meter.Name);
        meter.CreateObservableGauge($"{_prefix}.first", () => DisposeOf(meter));
        meter.CreateObservableGauge($"{_prefix}.second", () => 2);
        _meter.CreateObservableGauge($"{_prefix}.other", () => 3);

        Assert.Contains($"{Name("other")} 3", Lines());
    }

    private static int DisposeOf(Meter meter)
    {
        meter.Dispose();
        return 1;
    }

    [Fact]
    public void Scrape_UnboundedTags_ShareOneSeriesBeyondTheLimit()
    {
        var counter = _meter.CreateCounter<long>($"{_prefix}.o");
        _collector.Scrape();

        for (var i = 0; i < 3000; i++) counter.Add(1, new KeyValuePair<string, object?>("id", i));

        var lines = Lines();
        Assert.Equal(2002, lines.Length);
        Assert.Contains($"{Name("o_total")}{{otel_metric_overflow=\"true\"}} 1000", lines);
    }

    [Fact]
    public async Task Scrape_WhileOthersRecord_LosesNothing()
    {
        var counter = _meter.CreateCounter<double>($"{_prefix}.p");
        _collector.Scrape();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++) counter.Add(1);
        })).Append(Task.Run(() =>
        {
            for (var i = 0; i < 20; i++) _collector.Scrape();
        })));

        Assert.Contains($"{Name("p_total")} 40000", Lines());
    }

    private string Name(string suffix) => $"{_prefix.Replace('.', '_')}_{suffix}";

    private string[] Lines()
    {
        var lines = _collector.Scrape().Split('\n');
        return [.. lines.Where(line => line.Contains(Name(string.Empty), StringComparison.Ordinal))];
    }
}
