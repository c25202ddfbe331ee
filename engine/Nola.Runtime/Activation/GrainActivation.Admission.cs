using System.Diagnostics;
using System.Runtime.CompilerServices;
using Nola.Runtime.Scheduling;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Nola.Runtime.Activation;

internal partial class GrainActivation
{
    /// <summary>
    /// The first request to start, of those that do not interleave with everything, while none was blocking. Others are
    /// admitted by what it is.
    /// </summary>
    private Invocation? _blocking;

    /// <summary>The newest waiting request; the list is circular, so its successor is the oldest.</summary>
    private Invocation? _waiting;

    /// <summary>Requests that started and have not ended.</summary>
    private int _runningCount;

    /// <summary>Requests in the list of <see cref="_waiting"/>.</summary>
    private int _waitingCount;

    private int _load;

    /// <summary>Something happened after which <see cref="AfterTurn"/> may find something to do.</summary>
    private bool _isLookDue;

    /// <summary>Requests that started and have not ended. Exact on the turn, a hint elsewhere.</summary>
    public int RunningCount => _runningCount;

    /// <summary>Requests that wait. Exact on the turn, a hint elsewhere.</summary>
    public int WaitingCount => _waitingCount;

    /// <summary>
    /// Requests of a stateless worker from the moment the pool chose it to their end: what is on its way counts, so
    /// that a burst is spread. Changed by any thread.
    /// </summary>
    public int Load => Volatile.Read(ref _load);

    /// <summary>Counts a request that the pool gave to this worker.</summary>
    public void Reserve() => Interlocked.Increment(ref _load);

    private void Unreserve(Invocation invocation)
    {
        if (!invocation.IsReserved) return;

        invocation.IsReserved = false;
        Interlocked.Decrement(ref _load);
        Debug.Assert(_load >= 0);
    }

    /// <summary>Whether nothing runs or waits. Exact on the turn, a hint elsewhere.</summary>
    public bool IsInactive => _runningCount == 0 && _waitingCount == 0;

    /// <summary>The only running request, or null where there is none or more than one.</summary>
    public Invocation? SoleRunning => _runningCount == 1 ? _blocking : null;

    /// <summary>Whether an inlined call may start now. The caller took the turn of an idle queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayStartInline(Request request) =>
        _phase == ActivationPhase.Valid && !Class.HasIncomingFilter && (_runningCount == 0 || MayInterleave(request, null));

    /// <summary>Ends an inlined call that completed at once. The caller still has the turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndInline()
    {
        _usedAt = Host.Collector.Now;
        if (_isLookDue) AfterTurn();
    }

    /// <summary>Ends an inlined call that failed at once. The caller still has the turn.</summary>
    public void EndFailedInline(Task task)
    {
        if (task.IsFaulted) OnRequestFailed(CallCompletion.GetException(task));
        EndInline();
    }

    /// <summary>Keeps an inlined call that did not complete at once. The caller still has the turn.</summary>
    public void KeepInline(Invocation invocation, Task task)
    {
        Admit(invocation);
        invocation.EndWith(task);
        if (_isLookDue) AfterTurn();
    }

    /// <summary>Whether the request has to go through incoming filters.</summary>
    public bool UsesIncomingFilters(Invocation invocation) =>
        Host.HasIncomingFilters || Class.HasIncomingFilter || Host.IsTraced;

    /// <summary>Takes a request that arrived. On the turn.</summary>
    public void Accept(Invocation invocation)
    {
        Debug.Assert(IsCurrent);
        Debug.Assert(invocation.Target == this);
        if (invocation.Phase == InvocationPhase.Running)
        {
            // Admitted by the turn before this one.
            Run(invocation);
            return;
        }

        switch (_phase)
        {
            case ActivationPhase.Invalid:
                Forward(invocation);
                break;
            case ActivationPhase.Valid when MayStart(invocation):
            case ActivationPhase.Deactivating when _runningCount > 0 && MayFinishOthers(invocation):
                Admit(invocation);
                Run(invocation);
                break;
            case not ActivationPhase.New when IsStuck():
                Abandon();
                Forward(invocation);
                break;
            default:
                Wait(invocation);
                break;
        }
    }

    /// <summary>Ends a request whose task completed. On the turn, possibly in the middle of an item.</summary>
    public void End(Invocation invocation, Task task)
    {
        Debug.Assert(IsCurrent);
        Debug.Assert(_runningCount > 0);
        Debug.Assert(invocation.Phase == InvocationPhase.Running);
        _runningCount--;
        if (_blocking == invocation) _blocking = null;
        invocation.Phase = InvocationPhase.Ended;
        Unreserve(invocation);
        if (invocation.KeepsAlive) _usedAt = Host.Collector.Now;
        if (task is Task<Response> { IsCompletedSuccessfully: true, Result.Exception: { } thrown }) OnRequestFailed(thrown);
        else if (task.IsFaulted) OnRequestFailed(CallCompletion.GetException(task));

        invocation.Complete(task);
        invocation.Release();
        if (_waitingCount > 0 || _phase == ActivationPhase.Deactivating) _isLookDue = true;
        if (_phase == ActivationPhase.Invalid && _runningCount == 0) RunNext(new AbandonedItem(this));
        invocation.Recycle();
    }

    /// <summary>Takes a waiting request out; it will never start. On the turn.</summary>
    public bool Withdraw(Invocation invocation)
    {
        Debug.Assert(IsCurrent);
        if (invocation.Phase != InvocationPhase.Waiting || invocation.Target != this) return false;

        var previous = _waiting!;
        while (previous.NextWaiting != invocation)
        {
            previous = previous.NextWaiting!;
        }

        Unlink(previous, invocation);
        Unreserve(invocation);
        invocation.Phase = InvocationPhase.Ended;
        invocation.Release();
        return true;
    }

    /// <summary>Whether the request waits here behind the other. On the turn.</summary>
    public bool IsWaitingBehind(Invocation waiting, Invocation blocking) =>
        waiting.Phase == InvocationPhase.Waiting && waiting.Target == this && _blocking == blocking;

    /// <summary>Something changed that may let waiting requests start. On the turn.</summary>
    public void LookAgain()
    {
        if (_waitingCount > 0) _isLookDue = true;
    }

    /// <summary>
    /// The rules of admission, in Orleans' order, for a request while others run.
    /// </summary>
    private bool MayInterleave(Request request, Dictionary<string, object>? context)
    {
        Debug.Assert(_runningCount > 0);
        if (request.Method.IsAlwaysInterleave || _blocking is not { } blocking) return true;
        if (request.Method.IsReadOnly && blocking.IsReadOnly) return true;
        if (context is not null && IsInOpenSection(context)) return true;
        if (Class.IsReentrant) return true;
        return Class.MayInterleave is { } predicate
            && (predicate(_instance!, request) || predicate(_instance!, blocking.Request));
    }

    private bool MayStart(Invocation invocation)
    {
        if (_runningCount == 0 || invocation.IsAlwaysInterleave) return true;
        if (_blocking is null) return true;

        try
        {
            return MayInterleave(invocation.Request, invocation.Context);
        }
        catch (Exception exception) // The application's predicate: its failure means that it did not allow it.
        {
            Host.Log.MayInterleaveFailed(_grainId, exception);
            return false;
        }
    }

    /// <summary>
    /// Whether running requests of an ending activation may depend on this one, so that it must not wait for the
    /// successor, who waits for them.
    /// </summary>
    private bool MayFinishOthers(Invocation invocation) =>
        _instance is not null
        && (invocation.IsAlwaysInterleave || (invocation.Context is { } context && IsInOpenSection(context)));

    private bool IsInOpenSection(Dictionary<string, object> context) =>
        _extras?.OpenSections is { } sections && context.TryGetValue(RequestContext.CallChainReentrancyKey, out var value)
        && value is Guid id
        && sections.Contains(id);

    private void Admit(Invocation invocation)
    {
        Debug.Assert(invocation.Phase != InvocationPhase.Running);
        invocation.Phase = InvocationPhase.Running;
        invocation.Target = this;
        _runningCount++;
        _admissions++;
        if (_blocking is null && !invocation.IsAlwaysInterleave) _blocking = invocation;
    }

    private void Run(Invocation invocation)
    {
        Debug.Assert(invocation.Phase == InvocationPhase.Running);
        var thread = TurnThread.Current;
        ref var frame = ref thread.Frame(thread.Depth - 1);
        frame.Request = invocation;
        if (invocation.Context is { } context) RequestContext.Snapshot = context;
        var startedAt = Host.Calls.StartSample(invocation.Request);
        var task = invocation.Start(this);
        Host.Calls.SampleQueued(invocation.Request, startedAt);
        frame.Request = null;
        if (task.IsCompleted) End(invocation, task);
        else invocation.EndWith(task);

        // The request may have opened a section, or stopped being the one that blocks.
        LookAgain();
    }

    private void Wait(Invocation invocation)
    {
        if (Host.EnqueuedRequestsMaxOf(Class) is var max and > 0 && _waitingCount >= max)
        {
            Overload(invocation, max);
            return;
        }

        invocation.Phase = InvocationPhase.Waiting;
        if (_waiting is { } newest)
        {
            invocation.NextWaiting = newest.NextWaiting;
            newest.NextWaiting = invocation;
        }
        else
        {
            invocation.NextWaiting = invocation;
        }

        _waiting = invocation;
        _waitingCount++;
        if (_blocking is not { } blocking || _phase != ActivationPhase.Valid) return;

        blocking.BlockingSince ??= Host.Collector.Now;
        CallCycle.Suspect(invocation, blocking);
    }

    /// <summary>Takes the oldest waiting request that may start off the list and admits it.</summary>
    private Invocation? TakeAdmissible()
    {
        if (_waiting is not { } newest || _phase != ActivationPhase.Valid) return null;
        if (_runningCount > 0 && !MayAnyInterleave()) return null;

        var previous = newest;
        for (var left = _waitingCount; left > 0; left--)
        {
            var candidate = previous.NextWaiting!;
            if (candidate.IsAbandoned)
            {
                Unlink(previous, candidate);
                Unreserve(candidate);
                candidate.Phase = InvocationPhase.Ended;
                candidate.Release();
                if (_waiting is null) return null;
            }
            else if (MayStart(candidate))
            {
                Unlink(previous, candidate);
                Admit(candidate);
                return candidate;
            }
            else
            {
                previous = candidate;
            }
        }

        return null;
    }

    /// <summary>Whether a scan can find anything: a grain with a deep queue must not be scanned at every turn.</summary>
    private bool MayAnyInterleave() =>
        _blocking is not { } blocking
        || Class.IsReentrant
        || blocking.IsReadOnly
        || Class.MayInterleave is not null
        || _extras?.OpenSections is not null;

    private void Unlink(Invocation previous, Invocation invocation)
    {
        Debug.Assert(previous.NextWaiting == invocation);
        Debug.Assert(_waitingCount > 0);
        if (previous == invocation)
        {
            _waiting = null;
        }
        else
        {
            previous.NextWaiting = invocation.NextWaiting;
            if (_waiting == invocation) _waiting = previous;
        }

        invocation.NextWaiting = null;
        _waitingCount--;
        Debug.Assert(_waiting is null == (_waitingCount == 0));
    }

    private void Overload(Invocation invocation, int max)
    {
        Unreserve(invocation);
        invocation.Phase = InvocationPhase.Ended;
        invocation.Fail(new LimitExceededException($"{_grainId} has {_waitingCount} waiting requests, the limit is {max}."));
        invocation.Release();
    }

    private void Forward(Invocation invocation)
    {
        Unreserve(invocation);
        if (_extras is { Reason: { ReasonCode: DeactivationReasonCode.ActivationFailed, Exception: { } failure } })
        {
            // What was on its way here when the activation failed shares its fate, or it would make the grain fail again
            // and again without end.
            invocation.Phase = InvocationPhase.Ended;
            invocation.Fail(failure);
            invocation.Release();
            return;
        }

        if (_extras is { NeverServed: true } && invocation.ForwardCount >= Host.ForwardCountMax)
        {
            invocation.Phase = InvocationPhase.Ended;
            invocation.Fail(new OrleansMessageRejectionException(
                $"Forwarding failed: a request to {_grainId} met {invocation.ForwardCount + 1} activations that ended "
                + $"before they served anything ({_extras.Reason})."));
            invocation.Release();
            return;
        }

        invocation.Phase = InvocationPhase.Queued;
        Host.Forward(invocation, _grainId);
    }

    private void OnRequestFailed(Exception thrown)
    {
        // The state in memory is not what is stored; the next activation reads it again. Callers up the chain see the
        // same exception, but their state is their own.
        if (thrown is InconsistentStateException { IsSourceActivation: true } exception)
        {
            exception.IsSourceActivation = false;
            Deactivate(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, exception, "The stored state changed behind the grain's back."));
        }
    }
}
