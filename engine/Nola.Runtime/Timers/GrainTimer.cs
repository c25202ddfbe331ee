using Nola.Runtime.Activation;

namespace Nola.Runtime.Timers;

/// <summary>
/// A grain's timer. Its state is touched on the activation's turn; only <see cref="OnDue"/> comes from the clock. The next
/// tick is due one period after the callback's task has completed, so that ticks never overlap.
/// </summary>
internal abstract class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromMilliseconds(0xfffffffe);

    private readonly GrainActivation _activation;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private (TimeSpan DueTime, TimeSpan Period)? _change;
    private bool _isTicking;

    protected GrainTimer(GrainActivation activation, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        _activation = activation;
        _period = options.Period;
        Interleaves = options.Interleave;
        KeepsAlive = options.KeepAlive;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Host.Time.CreateTimer(
                static self => ((GrainTimer)self!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        activation.AddTimer(this);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public bool Interleaves { get; }

    public bool KeepsAlive { get; }

    public bool IsDisposed => _disposed.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        if (IsDisposed) return;

        if (_isTicking)
        {
            _change = (dueTime, period);
            return;
        }

        _period = period;
        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (IsDisposed) return;

        _timer.Dispose();
        _activation.RemoveTimer(this);
        _disposed.Cancel();
    }

    /// <summary>Runs the callback. On the activation's turn.</summary>
    public Task TickAsync()
    {
        if (IsDisposed) return Task.CompletedTask;

        _isTicking = true;
        return InvokeCallback(_disposed.Token);
    }

    /// <summary>Arms the next tick. On the activation's turn, after the callback's task completed.</summary>
    public void OnTicked(Task outcome)
    {
        if (outcome.IsFaulted) _activation.Host.Log.TimerFailed(_activation.GrainId, CallCompletion.GetException(outcome));

        _isTicking = false;
        if (IsDisposed) return;

        var (dueTime, period) = _change ?? (_period, _period);
        _change = null;
        _period = period;
        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    protected abstract Task InvokeCallback(CancellationToken cancellationToken);

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        CheckOne(dueTime, nameof(dueTime));
        CheckOne(period, nameof(period));
    }

    private static void CheckOne(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan) return;

        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeMax, name);
    }

    private void OnDue()
    {
        if (!IsDisposed) _activation.ReceiveMessage(new TimerTick(this));
    }
}

/// <summary>A timer with the state of its callback.</summary>
internal sealed class GrainTimer<TState>(
    GrainActivation activation,
    Func<TState, CancellationToken, Task> callback,
    TState state,
    GrainTimerCreationOptions options) : GrainTimer(activation, options)
{
    protected override Task InvokeCallback(CancellationToken cancellationToken) => callback(state, cancellationToken);
}
