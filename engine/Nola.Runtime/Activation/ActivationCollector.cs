using Nola.Runtime.Diagnostics;
using Orleans.Configuration;

namespace Nola.Runtime.Activation;

/// <summary>
/// Deactivates what has been idle for too long. Its clock is a counter that advances once per quantum, so that a call
/// records its time by copying an integer. A round looks at every activation, which at a million of them takes some
/// tens of milliseconds a minute: less than keeping them sorted at every call would.
/// </summary>
internal sealed class ActivationCollector : IDisposable
{
    private readonly Catalog _catalog;
    private readonly TimeSpan _quantum;
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private readonly RuntimeInstruments _instruments;
    private int _now;

    public ActivationCollector(
        Catalog catalog, GrainCollectionOptions options, TimeProvider time, RuntimeInstruments instruments)
    {
        _instruments = instruments;
        _catalog = catalog;
        _time = time;
        _quantum = options.CollectionQuantum;
    }

    /// <summary>The quanta that have passed.</summary>
    public int Now => Volatile.Read(ref _now);

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
        {
            _timer = _time.CreateTimer(static self => ((ActivationCollector)self!).Tick(), this, _quantum, _quantum);
        }
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>The quanta of a time, rounded up.</summary>
    public int ToTicks(TimeSpan time)
    {
        var ticks = (time.Ticks + _quantum.Ticks - 1) / _quantum.Ticks;
        return (int)Math.Min(ticks, int.MaxValue / 2);
    }

    /// <summary>Deactivates what has been idle for at least the given time, whatever its class's own limit.</summary>
    public Task CollectAsync(TimeSpan age)
    {
        List<Task> ends = [];
        var since = age <= TimeSpan.Zero ? Now : Now - ToTicks(age);
        foreach (var activation in _catalog.Activations)
        {
            if (!activation.IsCollectible(since)) continue;

            ends.Add(activation.Deactivated);
            activation.DeactivateIfIdle(since, Reason);
        }

        return Task.WhenAll(ends);
    }

    private static DeactivationReason Reason { get; } =
        new(DeactivationReasonCode.ActivationIdle, "The activation was idle for longer than its limit.");

    private void Tick()
    {
        var now = Interlocked.Increment(ref _now);
        _instruments.Collections.Add(1);
        foreach (var activation in _catalog.Activations)
        {
            // Used somewhere within the quantum that began at its mark, hence one more.
            var limit = activation.Class.CollectionTicks;
            if (limit == int.MaxValue) continue;

            var since = now - limit - 1;
            if (activation.IsCollectible(since)) activation.DeactivateIfIdle(since, Reason);
        }
    }
}
