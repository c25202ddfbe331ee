namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A clock that moves only when the simulation says so, and fires timers on the thread that moves it. It is not
/// FakeTimeProvider, which fires every due timer of every process and does not tell when the next one is due: here a
/// killed or paused process keeps its timers from firing, and time moves to the next timer that can fire.
/// </summary>
internal sealed class SimulatedTime
{
    private readonly List<Timer> _timers = [];
    private long _sequence;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The clock as one process sees it: its timers fire only while it runs.</summary>
    public TimeProvider For(SimulatedProcess? process) => new ProcessTime(this, process);

    /// <summary>Moves to the next timer that can fire, but no further than the limit, and fires what is due.</summary>
    public void Advance(TimeSpan limit)
    {
        var end = Now + limit;
        var next = _timers.Where(timer => timer.CanFire && timer.Due <= end)
            .MinBy(timer => (timer.Due, timer.Sequence));
        var to = next?.Due ?? end;
        if (to > Now) Now = to;
        next?.Fire();
    }

    private sealed class ProcessTime(SimulatedTime time, SimulatedProcess? process) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => time.Now;

        public override long GetTimestamp() => time.Now.UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(time, process, () => callback(state));
            timer.Change(dueTime, period);
            return timer;
        }
    }

    private sealed class Timer(SimulatedTime time, SimulatedProcess? process, Action callback) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public long Sequence { get; private set; }

        public bool CanFire => process is null or { State: ProcessState.Running };

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            _period = period;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            Due = time.Now + dueTime;
            Sequence = time._sequence++;
            time._timers.Add(this);
            return true;
        }

        public void Fire()
        {
            time._timers.Remove(this);
            if (_period > TimeSpan.Zero) Change(_period, _period);
            callback();
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
