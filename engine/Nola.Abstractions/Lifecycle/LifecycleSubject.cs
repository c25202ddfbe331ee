using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Runs the observers of a lifecycle: the stages in ascending order, the observers of a stage together, and down again
/// in descending order from the stage that was reached. A failed start stops what had started; a failed stop does not
/// keep the others from stopping.
/// </summary>
public abstract partial class LifecycleSubject : ILifecycleSubject
{
    // All fields are guarded by the lock; observers run outside it.
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];
    private int? _reachedStage;

    /// <summary>A lifecycle that logs to the logger.</summary>
    protected LifecycleSubject(ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        Logger = logger;
    }

    /// <summary>The logger.</summary>
    protected ILogger Logger { get; }

    /// <inheritdoc/>
    public virtual IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentException.ThrowIfNullOrEmpty(observerName);
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_lock)
        {
            if (_reachedStage is { } reached && stage <= reached)
            {
                throw new InvalidOperationException(
                    $"\"{observerName}\" subscribes to stage {GetStageName(stage)}, which has already started.");
            }

            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    /// <inheritdoc/>
    public virtual async Task OnStart(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_reachedStage is not null) throw new InvalidOperationException("The lifecycle has already started.");

            _reachedStage = int.MinValue;
        }

        while (NextStage() is { } stage)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                throw new OrleansLifecycleCanceledException("The lifecycle was cancelled while it was starting.");
            }

            try
            {
                var observers = ObserversOf(stage, started: true);
                await Task.WhenAll(observers.Select(o => StartObserverAsync(o, cancellationToken)));
            }
            catch (Exception exception) when (exception is not OrleansLifecycleCanceledException)
            {
                LogStartFailed(Logger, exception, GetStageName(stage));
                throw;
            }

            OnStartStageCompleted(stage);
        }
    }

    /// <inheritdoc/>
    public virtual async Task OnStop(CancellationToken cancellationToken = default)
    {
        foreach (var stage in StartedStagesDescending())
        {
            var observers = ObserversOf(stage, started: false);
            await Task.WhenAll(observers.Select(o => StopObserverAsync(o, cancellationToken)));
            OnStopStageCompleted(stage);
        }
    }

    /// <summary>The name of a stage, for logs and errors.</summary>
    protected virtual string GetStageName(int stage) => stage.ToString(CultureInfo.InvariantCulture);

    /// <summary>Called when all observers of a stage have started.</summary>
    protected virtual void OnStartStageCompleted(int stage)
    {
    }

    /// <summary>Called when all observers of a stage have stopped.</summary>
    protected virtual void OnStopStageCompleted(int stage)
    {
    }

    /// <summary>Stops one observer.</summary>
    protected virtual Task CallObserverStopAsync(ILifecycleObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return observer.OnStop(cancellationToken);
    }

    private static async Task StartObserverAsync(Subscription subscription, CancellationToken cancellationToken) =>
        await subscription.Observer.OnStart(cancellationToken);

    private async Task StopObserverAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await CallObserverStopAsync(subscription.Observer, cancellationToken);
        }
        catch (Exception exception)
        {
            // The other observers must get their chance to stop, whatever this one did.
            LogStopFailed(Logger, exception, subscription.Name, GetStageName(subscription.Stage));
        }
    }

    // A stage may subscribe observers to later stages, so the next one is looked up when it is needed.
    private int? NextStage()
    {
        lock (_lock)
        {
            int? next = null;
            foreach (var subscription in _subscriptions)
            {
                if (!subscription.IsStarted && (next is null || subscription.Stage < next)) next = subscription.Stage;
            }

            if (next is not null) _reachedStage = next;
            return next;
        }
    }

    private List<Subscription> ObserversOf(int stage, bool started)
    {
        lock (_lock)
        {
            var observers = _subscriptions.FindAll(s => s.Stage == stage && s.IsStarted != started);
            foreach (var observer in observers) observer.IsStarted = started;
            return observers;
        }
    }

    private List<int> StartedStagesDescending()
    {
        lock (_lock)
        {
            return [.. _subscriptions.Where(s => s.IsStarted).Select(s => s.Stage).Distinct().OrderDescending()];
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock) _subscriptions.Remove(subscription);
    }

    [LoggerMessage(1, LogLevel.Error, "Lifecycle start failed at stage {Stage}")]
    private static partial void LogStartFailed(ILogger logger, Exception exception, string stage);

    [LoggerMessage(2, LogLevel.Error, "Observer {Observer} failed to stop at stage {Stage}")]
    private static partial void LogStopFailed(ILogger logger, Exception exception, string observer, string stage);

    private sealed class Subscription(LifecycleSubject subject, string name, int stage, ILifecycleObserver observer)
        : IDisposable
    {
        public string Name { get; } = name;

        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public bool IsStarted { get; set; }

        public void Dispose() => subject.Remove(this);
    }
}
