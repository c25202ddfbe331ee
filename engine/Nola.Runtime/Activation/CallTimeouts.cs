using System.Diagnostics;
using System.Globalization;

namespace Nola.Runtime.Activation;

/// <summary>A call that must be answered in time.</summary>
internal interface ITimedCall
{
    /// <summary>Its place in <see cref="CallTimeouts"/>, which alone touches it.</summary>
    ref TimedCallLinks Links { get; }

    /// <summary>Whether it has been answered.</summary>
    bool IsOver { get; }

    /// <summary>Called once when the time is over.</summary>
    void OnTimeout(TimeSpan timeout);
}

/// <summary>The place of a call in the list of those that started around the same time.</summary>
internal struct TimedCallLinks
{
    public ITimedCall? Previous;
    public ITimedCall? Next;
    public CallTimeouts.Lane? Lane;
    public long Deadline;
}

/// <summary>
/// The response timeouts of a host. Calls with the same timeout expire in the order in which they started, so each
/// timeout has its own lists and a sweep looks at the heads of them only: the cost of a sweep does not grow with the
/// number of outstanding calls. Lists are striped to keep callers on different processors apart.
/// </summary>
internal sealed class CallTimeouts : IDisposable
{
    private static readonly TimeSpan SweepPeriodMax = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepPeriodMin = TimeSpan.FromMilliseconds(10);

    private const int OldCallsMax = 64;

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _classesLock = new();
    private TimeoutClass[] _classes = [];
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public CallTimeouts(TimeProvider time)
    {
        _time = time;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(
                static self => ((CallTimeouts)self!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Raised after each sweep; at most every half second while anything waits.</summary>
    public event Action? Swept;

    /// <summary>Watches a call; false where it may take for ever.</summary>
    public bool TryAdd(ITimedCall call, TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return false;

        var lanes = ClassOf(timeout).Lanes;
        var lane = lanes[(uint)Environment.CurrentManagedThreadId % (uint)lanes.Length];
        lane.Add(call, _time.GetTimestamp());
        return true;
    }

    /// <summary>Forgets a call; false where it is being told that its time is over, or was.</summary>
    public bool TryRemove(ITimedCall call) => call.Links.Lane?.TryRemove(call) == true;

    /// <summary>Calls that have waited for longer than the time, some of each lane.</summary>
    public List<ITimedCall> FindOld(TimeSpan age)
    {
        var latest = _time.GetTimestamp() - (long)(age.TotalSeconds * _time.TimestampFrequency);
        List<ITimedCall> found = [];
        foreach (var timeoutClass in Volatile.Read(ref _classes))
        {
            foreach (var lane in timeoutClass.Lanes) lane.FindOld(latest, found);
        }

        return found;
    }

    public void Dispose() => _timer.Dispose();

    internal static TimeoutException CreateException(TimeSpan timeout, Invocation call) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Response did not arrive on time in {timeout} for message: {Describe(call)}."));

    internal static string Describe(Invocation call) => string.Create(
        CultureInfo.InvariantCulture,
        $"{call.Request.Method.ActivityName} to {call.Target?.GrainId.ToString() ?? "an unplaced grain"} ({call.Phase})");

    private TimeoutClass ClassOf(TimeSpan timeout)
    {
        foreach (var known in Volatile.Read(ref _classes))
        {
            if (known.Timeout == timeout) return known;
        }

        return AddClass(timeout);
    }

    private TimeoutClass AddClass(TimeSpan timeout)
    {
        lock (_classesLock)
        {
            if (Array.Find(_classes, known => known.Timeout == timeout) is { } existing) return existing;

            var added = new TimeoutClass(timeout, (long)(timeout.TotalSeconds * _time.TimestampFrequency));
            _classes = [.. _classes, added];
            var period = TimeSpan.FromTicks(
                Math.Clamp(timeout.Ticks / 10, SweepPeriodMin.Ticks, SweepPeriodMax.Ticks));
            if (_period == Timeout.InfiniteTimeSpan || period < _period)
            {
                _period = period;
                _timer.Change(period, period);
            }

            return added;
        }
    }

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var timeoutClass in Volatile.Read(ref _classes))
        {
            foreach (var lane in timeoutClass.Lanes)
            {
                while (lane.TakeExpired(now) is { } call)
                {
                    if (!call.IsOver) call.OnTimeout(timeoutClass.Timeout);
                }
            }
        }

        Swept?.Invoke();
    }

    private sealed class TimeoutClass
    {
        public TimeoutClass(TimeSpan timeout, long timestamps)
        {
            Timeout = timeout;
            Lanes = new Lane[Math.Max(1, Environment.ProcessorCount) * 2];
            for (var i = 0; i < Lanes.Length; i++)
            {
                Lanes[i] = new Lane(timestamps);
            }
        }

        public TimeSpan Timeout { get; }

        public Lane[] Lanes { get; }
    }

    /// <summary>A list of calls with the same timeout, in the order of their deadlines.</summary>
    internal sealed class Lane(long timeout)
    {
        private readonly Lock _lock = new();
        private ITimedCall? _oldest;
        private ITimedCall? _newest;

        public void Add(ITimedCall call, long now)
        {
            ref var links = ref call.Links;
            lock (_lock)
            {
                Debug.Assert(links.Lane is null);
                links.Deadline = now + timeout;
                links.Lane = this;
                links.Previous = _newest;
                if (_newest is { } newest) newest.Links.Next = call;
                else _oldest = call;
                _newest = call;
            }
        }

        public bool TryRemove(ITimedCall call)
        {
            lock (_lock)
            {
                if (call.Links.Lane != this) return false;

                Unlink(call);
                return true;
            }
        }

        public void FindOld(long latest, List<ITimedCall> found)
        {
            lock (_lock)
            {
                var left = OldCallsMax;
                for (var call = _oldest; call is not null && left > 0; call = call.Links.Next, left--)
                {
                    if (call.Links.Deadline - timeout > latest) return;

                    found.Add(call);
                }
            }
        }

        public ITimedCall? TakeExpired(long now)
        {
            lock (_lock)
            {
                if (_oldest is not { } oldest || oldest.Links.Deadline > now) return null;

                Unlink(oldest);
                return oldest;
            }
        }

        private void Unlink(ITimedCall call)
        {
            ref var links = ref call.Links;
            if (links.Previous is { } previous) previous.Links.Next = links.Next;
            else _oldest = links.Next;
            if (links.Next is { } next) next.Links.Previous = links.Previous;
            else _newest = links.Previous;
            links.Previous = null;
            links.Next = null;
            links.Lane = null;
        }
    }
}
