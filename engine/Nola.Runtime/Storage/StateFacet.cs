using System.Diagnostics;
using System.Runtime.CompilerServices;
using Nola.Runtime.Activation;
using Orleans.Core;
using Orleans.Storage;

namespace Nola.Runtime.Storage;

/// <summary>
/// A grain's state in memory and its way to storage. Operations on one state run one after another; writes that have not
/// started yet are one write, because a write stores all of the state.
/// </summary>
internal class StateFacet<TState> :
    IPersistentState<TState>, ILifecycleParticipant<IGrainLifecycle>, ILifecycleObserver, IMovableState
{
    private readonly GrainActivation _activation;
    private readonly IGrainStorage _storage;
    private readonly string _name;
    private readonly GrainState<TState> _record;

    /// <summary>Operations that were asked for and have not ended.</summary>
    private int _unfinished;

    /// <summary>The last of them.</summary>
    private Task? _last;

    /// <summary>The last operation if it is a write that has not started.</summary>
    private Task? _waitingWrite;

    public StateFacet(GrainActivation activation, IGrainStorage storage, string name)
    {
        _activation = activation;
        _storage = storage;
        _name = name;
        _record = new GrainState<TState>(StateActivator.Create<TState>());
    }

    public TState State
    {
        get
        {
            CheckTurn();
            return _record.State!;
        }

        set
        {
            CheckTurn();
            _record.State = value;
        }
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => Queue(Operation.Read, default);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Queue(Operation.Read, cancellationToken);

    public Task WriteStateAsync() => Queue(Operation.Write, default);

    public Task WriteStateAsync(CancellationToken cancellationToken) => Queue(Operation.Write, cancellationToken);

    public Task ClearStateAsync() => Queue(Operation.Clear, default);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Queue(Operation.Clear, cancellationToken);

    public void Participate(IGrainLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(_name, GrainLifecycleStage.SetupState, this);
    }

    public bool IsRehydrated { get; private set; }

    public Task OnStart(CancellationToken cancellationToken = default) =>
        IsRehydrated ? Task.CompletedTask : ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>An operation under way may still change the record: then the next activation reads it from storage.</summary>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (_unfinished > 0 || !dehydrationContext.TryAddValue(KeyOf("value"), _record.State)) return;

        dehydrationContext.TryAddValue(KeyOf("etag"), _record.ETag);
        dehydrationContext.TryAddValue(KeyOf("exists"), _record.RecordExists);
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (!rehydrationContext.TryGetValue(KeyOf("exists"), out bool exists)) return;

        rehydrationContext.TryGetValue(KeyOf("value"), out TState? state);
        rehydrationContext.TryGetValue(KeyOf("etag"), out string? etag);
        _record.State = state ?? StateActivator.Create<TState>();
        _record.ETag = etag;
        _record.RecordExists = exists;
        IsRehydrated = true;
    }

    private string KeyOf(string part) => $"nola.state.{_name}.{part}";

    private Task Queue(Operation operation, CancellationToken cancellationToken)
    {
        CheckTurn();
        if (_unfinished == 0)
        {
            var running = Run(operation, cancellationToken);
            if (running.IsCompleted) return running;

            _unfinished++;
            return _last = EndAsync(running);
        }

        if (operation == Operation.Write && _waitingWrite is { } waiting) return waiting;

        _unfinished++;
        var queued = RunAfterAsync(_last!, operation, cancellationToken);
        _waitingWrite = operation == Operation.Write ? queued : null;
        return _last = queued;
    }

    private async Task RunAfterAsync(Task previous, Operation operation, CancellationToken cancellationToken)
    {
        // Yields in any case: the caller must have noted this operation as the last one before it goes on.
        await previous.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext
            | ConfigureAwaitOptions.SuppressThrowing
            | ConfigureAwaitOptions.ForceYielding);

        // Only the last queued operation can be a write that others may still join, and this one is about to start.
        if (_unfinished == 1) _waitingWrite = null;
        await EndAsync(Run(operation, cancellationToken));
    }

    private async Task EndAsync(Task running)
    {
        try
        {
            await running;
        }
        finally
        {
            Debug.Assert(_unfinished > 0);
            if (--_unfinished == 0) _last = null;
        }
    }

    private Task Run(Operation operation, CancellationToken cancellationToken) =>
        StorageObservation.Start(_activation, _storage, _name, typeof(TState)) is { } observation
            ? RunObserved(observation, operation, cancellationToken)
            : RunUnobserved(operation, cancellationToken);

    // On its own: its delegate must not be allocated where nobody listens.
    private Task RunObserved(StorageObservation observation, Operation operation, CancellationToken cancellationToken) =>
        observation.RunAsync((int)operation, () => RunUnobserved(operation, cancellationToken));

    private Task RunUnobserved(Operation operation, CancellationToken cancellationToken)
    {
        var grainId = _activation.GrainId;
        Task task;
        try
        {
            task = operation switch
            {
                Operation.Read => _storage.ReadStateAsync(_name, grainId, _record, cancellationToken),
                Operation.Write => _storage.WriteStateAsync(_name, grainId, _record, cancellationToken),
                _ => _storage.ClearStateAsync(_name, grainId, _record, cancellationToken),
            };
        }
        catch (Exception exception) when (IsForeign(exception))
        {
            return Task.FromException(Wrap(operation, exception));
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }

        if (task.IsCompletedSuccessfully && operation == Operation.Write) return task;

        return FinishAsync(operation, task);
    }

    private async Task FinishAsync(Operation operation, Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (IsForeign(exception))
        {
            throw Wrap(operation, exception);
        }

        // Providers leave it null where there is no record.
        if (operation != Operation.Write) _record.State ??= StateActivator.Create<TState>();
    }

    private static bool IsForeign(Exception exception) =>
        exception is not (OrleansException or OperationCanceledException);

    private OrleansException Wrap(Operation operation, Exception exception) => new(
        $"{operation} of state \"{_name}\" of {_activation.GrainId} failed in {_storage.GetType().Name}: "
            + $"{exception.GetType().FullName}: {exception.Message}",
        exception);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckTurn()
    {
        if (!_activation.IsCurrent) ThrowNotOnTurn();
    }

    private void ThrowNotOnTurn() => throw new InvalidOperationException(
        $"Activation access violation: the state of {_activation.GrainId} belongs to its turns, and the calling code runs "
        + "outside of them, as after ConfigureAwait(false) or in Task.Run.");

    private enum Operation
    {
        Read,
        Write,
        Clear,
    }
}
