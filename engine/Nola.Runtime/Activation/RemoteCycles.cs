using Nola.Runtime.Messaging;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

/// <summary>
/// Finds requests that wait for themselves through calls between silos, by probes that climb from a waiting request to
/// its callers (Chandy, Misra and Haas, 1983).
/// </summary>
/// <remarks>
/// A call that has waited for a second, and comes from a request that itself came from elsewhere, sends a probe to the
/// silo of that request's caller; and so on. Every step is looked at on the turn of the calling grain and taken only if
/// the call is awaited and its request is known. A probe that comes to the request behind which the first one waits
/// has closed the circle: the one that waits fails. Nothing of that is stale: while the first one waits, all its callers
/// do. Calls without a deadline or with a cancellation token, and those of grains that run several requests at a time,
/// are not followed; their cycles end by timeouts. With calls that are answered in time none of this runs.
/// </remarks>
internal sealed class RemoteCycles : ICallWatcher
{
    private const int TracedMax = 1024;

    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TracePeriod = TimeSpan.FromSeconds(5);

    private readonly ActivationHost _host;
    private readonly MessageCenter _center;
    private readonly Lock _lock = new();

    // Guarded by the lock: local requests whose probes are on their way, of this period and the one before.
    private Dictionary<long, Invocation> _traced = [];
    private Dictionary<long, Invocation> _tracedBefore = [];
    private long _lastTraced;
    private long _periodBegan;

    public RemoteCycles(ActivationHost host, MessageCenter center)
    {
        _host = host;
        _center = center;
        _periodBegan = host.Time.GetTimestamp();
        center.Answer(ControlOperation.CallCycle, OnProbeAsync);
        host.Timer.Swept += LookAtLocalCalls;
    }

    /// <summary>A call of this silo waits at another.</summary>
    public void OnLongWait(PendingCall call)
    {
        if (call.Target is not { IsClient: false } target) return;

        Climb(call, new CycleProbe(
            _host.SiloAddress, call.Id, target, call.Grain, 0, 0, $"{call.Grain}.{call.Method?.Name}"));
    }

    private ValueTask<byte[]> OnProbeAsync(SiloAddress peer, byte[] payload)
    {
        if (CycleProbe.TryParse(payload) is { } probe && _center.TryFind(probe.CallId, out var call)) Climb(call, probe);
        return new([]);
    }

    private void Climb(in PendingCall call, CycleProbe probe)
    {
        if (call.Caller is GrainActivation caller) caller.Push(new CallerItem(this, caller, call, probe));
    }

    /// <summary>Follows the callers of a request, which runs, as far as they are of this silo.</summary>
    private void Climb(Invocation request, CycleProbe probe, bool isLookedAt = false)
    {
        for (var current = request; current is not null; current = current.Parent)
        {
            if (!isLookedAt)
            {
                probe = probe.Through(current);
                if (probe.GrainSilo.Equals(_host.SiloAddress) && current.Target is { } target && target.GrainId == probe.Grain)
                {
                    target.Push(new ClosingItem(this, target, current, probe));
                    return;
                }
            }

            isLookedAt = false;
            if (current is RemoteInvocation remote)
            {
                Ask(remote.Message, probe);
                return;
            }

            if (current.SenderTask is not { } task || !AmbientTask.IsAwaited(task)) return;
        }
    }

    private void Ask(Message request, CycleProbe probe)
    {
        if (probe.Hops >= CycleProbe.HopsMax || request.SendingSilo is not { IsClient: false } sender) return;
        if (request.SendingGrain.IsDefault) return;

        var next = probe with { CallId = request.CorrelationId, Hops = probe.Hops + 1 };
        _center.Tell(sender, ControlOperation.CallCycle, next.ToBytes());
    }

    // Calls that wait on the silo that sent them have no number that other silos know.
    private void LookAtLocalCalls()
    {
        foreach (var call in _host.Timer.FindOld(LongWait))
        {
            // It may have ended, and serve another call by now: on the target's turn that is known.
            if (call is LocalInvocation { Target: { } target } invocation) target.Push(new TraceItem(this, target, invocation));
        }
    }

    private void Trace(Invocation waiting, GrainActivation target)
    {
        if (waiting.SenderTask is not { } task || !AmbientTask.IsAwaited(task) || waiting.Parent is not { } parent) return;

        long id;
        lock (_lock)
        {
            if (_host.Time.GetElapsedTime(_periodBegan) >= TracePeriod)
            {
                _tracedBefore = _traced;
                _traced = [];
                _periodBegan = _host.Time.GetTimestamp();
            }

            if (_traced.Count >= TracedMax) return;

            id = --_lastTraced;
            _traced[id] = waiting;
        }

        Climb(parent, new CycleProbe(
            _host.SiloAddress, id, _host.SiloAddress, target.GrainId, 0, 0, $"{target.GrainId}.{waiting.Request.Method.Name}"));
    }

    private Invocation? FindTraced(long id)
    {
        lock (_lock) return _traced.GetValueOrDefault(id) ?? _tracedBefore.GetValueOrDefault(id);
    }

    private bool TryClose(GrainActivation target, Invocation blocking, CycleProbe probe)
    {
        var isLocal = probe.WaitingId < 0 && probe.WaitingSilo.Equals(_host.SiloAddress);
        var waiting = isLocal ? FindTraced(probe.WaitingId) : target.FindWaiting(probe.WaitingSilo, probe.WaitingId);
        if (waiting is null || !target.IsWaitingBehind(waiting, blocking)) return false;

        CallCycle.Fail(waiting, probe.Path);
        return true;
    }

    private sealed class CallerItem(RemoteCycles cycles, GrainActivation caller, PendingCall call, CycleProbe probe) : WorkItem
    {
        public override void Execute()
        {
            if (!AmbientTask.IsAwaited(call.Completion.Task)) return;
            if (caller.FindRunning(call.CallerStamp) is { } request) cycles.Climb(request, probe);
        }
    }

    private sealed class ClosingItem(
        RemoteCycles cycles, GrainActivation target, Invocation candidate, CycleProbe probe) : WorkItem
    {
        public override void Execute()
        {
            // The grain may be on the chain more than once.
            if (!cycles.TryClose(target, candidate, probe)) cycles.Climb(candidate, probe, isLookedAt: true);
        }
    }

    private sealed class TraceItem(RemoteCycles cycles, GrainActivation target, Invocation waiting) : WorkItem
    {
        public override void Execute()
        {
            if (target.TryTrace(waiting)) cycles.Trace(waiting, target);
        }
    }
}
