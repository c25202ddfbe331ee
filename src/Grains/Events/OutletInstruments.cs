using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ShopActors;

/// <summary>
/// The lag of this process's ways out for events, in the meter <c>ShopActors</c>. Paused ones, and replays, count as
/// having everything.
/// </summary>
internal sealed class OutletInstruments
{
    private readonly ConcurrentDictionary<OutletLag, bool> _active = [];
    private readonly TimeProvider _time;

    public OutletInstruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        meters.Create("ShopActors").CreateObservableGauge(
            "shop.outbox.lag", Measure, "s", "Age of the oldest event that was not delivered, by way out.");
    }

    /// <summary>Observes a way out until the result is disposed of.</summary>
    public OutletLag Observe(string outlet)
    {
        var lag = new OutletLag(this, outlet);
        _active.TryAdd(lag, true);
        return lag;
    }

    public void Forget(OutletLag lag) => _active.TryRemove(lag, out _);

    private IEnumerable<Measurement<double>> Measure()
    {
        var now = _time.GetUtcNow();
        return _active.Keys.GroupBy(lag => lag.Outlet).Select(outlet => new Measurement<double>(
            outlet.Max(lag => lag.BehindSince is { } since ? Math.Max(0, (now - since).TotalSeconds) : 0),
            new KeyValuePair<string, object?>("outlet", outlet.Key)));
    }
}
