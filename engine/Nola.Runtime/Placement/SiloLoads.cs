using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nola.Runtime.Messaging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// How busy the silos are. They are asked only while somebody wants to know, and at most once in a refresh time; nobody
/// waits for the answers.
/// </summary>
internal sealed class SiloLoads
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);

    private readonly MessageCenter _center;
    private readonly RangeHandover _handover;
    private readonly Lazy<ILoadMeter> _meter;
    private readonly TimeProvider _time;
    private readonly TimeSpan _refreshTime;
    private readonly ConcurrentDictionary<SiloAddress, SiloLoad> _known = new();
    private long _askedAt = long.MinValue;

    public SiloLoads(
        MessageCenter center,
        RangeHandover handover,
        IServiceProvider services,
        IOptions<DeploymentLoadPublisherOptions> options,
        TimeProvider time)
    {
        _center = center;
        _handover = handover;
        _meter = new Lazy<ILoadMeter>(services.GetRequiredService<ILoadMeter>);
        _time = time;
        _refreshTime = options.Value.DeploymentLoadPublisherRefreshTime;
        center.Answer(ControlOperation.Load, (_, _) => new(_meter.Value.Measure().Encode()));
    }

    /// <summary>What was last heard of a silo; null where nothing was.</summary>
    public SiloLoad? Of(SiloAddress silo)
    {
        RefreshIfOld();
        return _known.TryGetValue(silo, out var load) ? load : null;
    }

    /// <summary>Counts a grain that is on its way to a silo.</summary>
    public void NotePlaced(SiloAddress silo)
    {
        if (_known.TryGetValue(silo, out var load))
        {
            _known.TryUpdate(silo, load with { Activations = load.Activations + 1 }, load);
        }
    }

    private void RefreshIfOld()
    {
        var askedAt = Volatile.Read(ref _askedAt);
        if (askedAt != long.MinValue && _time.GetElapsedTime(askedAt) < _refreshTime) return;
        if (Interlocked.CompareExchange(ref _askedAt, _time.GetTimestamp(), askedAt) != askedAt) return;

        var silos = _handover.Ownership.Ring.Silos;
        foreach (var gone in _known.Keys.Where(silo => !silos.Contains(silo))) _known.TryRemove(gone, out _);
        foreach (var silo in silos) _ = AskAsync(silo);
    }

    private async Task AskAsync(SiloAddress silo)
    {
        if (silo.Equals(_center.LocalAddress))
        {
            _known[silo] = _meter.Value.Measure();
            return;
        }

        try
        {
            var answer = await _center.AskAsync(silo, ControlOperation.Load, [], AnswerTimeout, CancellationToken.None)
                .ConfigureAwait(false);
            if (SiloLoad.TryDecode(answer) is { } load) _known[silo] = load;
        }
        catch (TimeoutException)
        {
            // What was last heard of it is good enough.
            return;
        }
    }
}
