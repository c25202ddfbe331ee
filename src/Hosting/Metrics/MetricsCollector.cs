using System.Diagnostics.Metrics;
using System.Text;

namespace ShopActors.Hosting.Metrics;

/// <summary>
/// Collects the metrics of this process for scraping. It starts to listen at the first scrape, so a process that is
/// never scraped measures nothing and pays nothing.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans",
        "ShopActors",
        "System.Net.Http",
        "System.Runtime",
    ];

    // One scrape at a time, because each replaces the values observed by the previous one.
    private readonly Lock _scraping = new();
    private readonly Dictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private MeterListener? _listener;

    /// <summary>Returns everything measured so far, in the exposition format.</summary>
    public string Scrape()
    {
        lock (_scraping)
        {
            _listener ??= Listen();
            foreach (var family in Families().Where(family => family.IsObservable)) family.Clear();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in Families()) family.AppendTo(text);
            return text.ToString();
        }
    }

    public void Dispose()
    {
        lock (_scraping) _listener?.Dispose();
    }

    private MetricFamily[] Families()
    {
        lock (_families) return [.. _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (Meters.Contains(instrument.Meter.Name))
                {
                    self.EnableMeasurementEvents(instrument, FamilyOf(instrument));
                }
            },
        };
        listener.SetMeasurementEventCallback<byte>(static (_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<short>(static (_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<float>(static (_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<decimal>(
            static (_, value, tags, family) => Record(family, (double)value, tags));
        listener.Start();
        return listener;
    }

    // Meters of the same name share their families: two hosts in one process are reported as one.
    private MetricFamily FamilyOf(Instrument instrument)
    {
        var family = new MetricFamily(instrument);
        lock (_families)
        {
            return _families.TryGetValue(family.Name, out var known) ? known : _families[family.Name] = family;
        }
    }

    // Instruments of a meter that is being disposed may be observed once more, without their state.
    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        (family as MetricFamily)?.Record(value, tags);
}
