namespace Orleans;

/// <summary>
/// Does a piece of work again whenever there is some, one run at a time: what comes during a run is done in the next.
/// </summary>
public abstract class BatchWorker
{
    private readonly Lock _lock = new();

    // Guarded by the lock: the run that is under way, the one that follows it if one is wanted, and when one is due.
    private Task? _current;
    private TaskCompletionSource? _next;
    private DateTime? _due;

    /// <summary>Ends waiting for a due time.</summary>
    protected CancellationToken CancellationToken { get; set; }

    /// <summary>Whether no run is under way.</summary>
    public bool IsIdle()
    {
        lock (_lock) return _current is null;
    }

    /// <summary>There is work.</summary>
    public void Notify() => NotifyAndWaitForWorkToBeServiced().Ignore();

    /// <summary>There will be work at a time.</summary>
    public void Notify(DateTime utcTime)
    {
        var delay = utcTime - TimeProvider.System.GetUtcNow().UtcDateTime;
        if (delay <= TimeSpan.Zero)
        {
            Notify();
            return;
        }

        lock (_lock)
        {
            if (_due <= utcTime) return;

            _due = utcTime;
        }

        NotifyLaterAsync(utcTime, delay).Ignore();
    }

    /// <summary>Completes when a run that began after this call has ended.</summary>
    public Task NotifyAndWaitForWorkToBeServiced()
    {
        lock (_lock)
        {
            if (_current is null) return Start_NeedsLock();

            _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task;
        }
    }

    /// <summary>Completes when all that has been notified is done.</summary>
    public Task WaitForCurrentWorkToBeServiced()
    {
        lock (_lock) return _next?.Task ?? _current ?? Task.CompletedTask;
    }

    /// <summary>Does what there is to do.</summary>
    protected abstract Task Work();

    private Task Start_NeedsLock()
    {
        _due = null;
        var run = Task.Factory.StartNew(
            static worker => ((BatchWorker)worker!).Work(),
            this,
            CancellationToken.None,
            TaskCreationOptions.None,
            TaskScheduler.Current).Unwrap();
        _current = run;
        run.ContinueWith(static (_, worker) => ((BatchWorker)worker!).GoOn(), this, TaskScheduler.Current).Ignore();
        return run;
    }

    private void GoOn()
    {
        TaskCompletionSource? waiting;
        Task run;
        lock (_lock)
        {
            waiting = _next;
            _next = null;
            _current = null;
            if (waiting is null) return;

            run = Start_NeedsLock();
        }

        FinishAsync(run, waiting).Ignore();
    }

    private static async Task FinishAsync(Task run, TaskCompletionSource waiting)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        waiting.SetFromTask(run);
    }

    private async Task NotifyLaterAsync(DateTime due, TimeSpan delay)
    {
        await Task.Delay(delay, TimeProvider.System, CancellationToken);
        lock (_lock)
        {
            if (_due != due) return;
        }

        Notify();
    }
}
