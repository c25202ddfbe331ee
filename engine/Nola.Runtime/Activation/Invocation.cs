using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Nola.Runtime.Filters;
using Nola.Runtime.Scheduling;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Activation;

/// <summary>
/// One request to a local target, from its arrival to its outcome. Requests that an idle target answers at once never
/// become one. Subclasses know where the outcome goes.
/// </summary>
internal abstract class Invocation : WorkItem
{
    private Action? _onCompleted;
    private Task? _task;

    protected Invocation(Request request, Invocation? parent) => Begin(request, parent);

    /// <summary>The call; returned to its pool when the invocation ends.</summary>
    public Request Request { get; private set; }

    /// <summary>The invocation during which this one was sent, while both are unfinished and it is known.</summary>
    public Invocation? Parent { get; set; }

    /// <summary>The activation that has the request now; it may be passed on from one that is ending.</summary>
    public GrainActivation? Target { get; set; }

    /// <summary>The caller's request context, or null where it is empty.</summary>
    public Dictionary<string, object>? Context { get; set; }

    /// <summary>Where the request stands; written on the target's turn.</summary>
    public InvocationPhase Phase { get; set; }

    /// <summary>The next request that waits at the same target; the list is the target's.</summary>
    public Invocation? NextWaiting { get; set; }

    /// <summary>How often the request was passed on to another activation.</summary>
    public int ForwardCount { get; set; }

    /// <summary>Whether the request counts in the load of a stateless worker.</summary>
    public bool IsReserved { get; set; }

    /// <summary>Whether somebody holds on to the request beyond the end of the invocation.</summary>
    public bool KeepsRequest { get; set; }

    /// <summary>
    /// Whether others than the target may know of the invocation, as the ancestor of calls or as part of a cycle, so that
    /// it cannot be used for another call when it ends. Set on turns of the target or before the first of them.
    /// </summary>
    public bool IsKnown { get; set; }

    /// <summary>Since when it has kept others waiting, by the collector's clock; null until it does.</summary>
    public int? BlockingSince { get; set; }

    /// <summary>The grain that sent the call, or null where it was no grain.</summary>
    public virtual GrainId? SourceId => null;

    /// <summary>The silo that passed the call to this one, or null where it was made here.</summary>
    public virtual SiloAddress? CameFrom => null;

    /// <summary>Whether nobody waits for the outcome any more, so that a request that has not started need not.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>The task on which the sender waits, or null where it cannot be seen.</summary>
    public virtual Task? SenderTask => null;

    /// <summary>Whether the request keeps an idle activation from being collected.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Whether another activation of the grain may take it over when this one ends.</summary>
    public virtual bool MayBeForwarded => true;

    public virtual bool IsAlwaysInterleave => Request.Method.IsAlwaysInterleave;

    public virtual bool IsReadOnly => Request.Method.IsReadOnly;

    public override void Execute() => Target!.Accept(this);

    /// <summary>Starts the call on the target's turn and gives its task.</summary>
    public virtual Task Start(GrainActivation target)
    {
        try
        {
            if (Request.Method.TakesGrainCancellationToken) CancellationTies.Untie(Request, target);
            if (target.UsesIncomingFilters(this)) return IncomingCallContext.RunAsync(target, this);

            Request.SetTargetObject(target.GetTargetFor(Request));
            return Request.Start() ?? NullTask(Request);
        }
        catch (Exception exception) // A method that throws before its first await has failed like any other.
        {
            return Task.FromException(exception);
        }
    }

    /// <summary>Ends the invocation on the target when the task does. The caller runs the target's turn.</summary>
    public void EndWith(Task task)
    {
        Debug.Assert(Target!.IsCurrent);
        Debug.Assert(SynchronizationContext.Current == Target);
        _task = task;
        _onCompleted ??= OnCompleted;

        // The awaiter captures the turn's context: a method that ends on its turn ends the invocation in the same turn.
        task.GetAwaiter().UnsafeOnCompleted(_onCompleted);
    }

    /// <summary>Takes the outcome of a completed task to the caller. Called on the target's turn.</summary>
    public abstract void Complete(Task task);

    /// <summary>Fails the call without having run it, from any thread.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Takes the call to the silo that owns the grain.</summary>
    public abstract void SendAway(GrainId grainId);

    /// <summary>Releases what only a running call needs.</summary>
    public virtual void Release()
    {
        Parent = null;

        // Filters may hold on to the request, and invoke it again.
        if (!KeepsRequest && Target is { Host.HasFilters: false, Class.HasIncomingFilter: false }) Request.Dispose();
    }

    /// <summary>Lets the object serve another call, where nobody can know it any more. The last thing its target does with it.</summary>
    public virtual void Recycle()
    {
    }

    /// <summary>Makes it the invocation of a call.</summary>
    [MemberNotNull(nameof(Request))]
    protected void Begin(Request request, Invocation? parent)
    {
        Request = request;
        Parent = parent;
        Phase = InvocationPhase.Queued;
    }

    /// <summary>Drops what belongs to the call that ended.</summary>
    protected void Clear()
    {
        Debug.Assert(Phase == InvocationPhase.Ended);
        Debug.Assert(NextWaiting is null);
        _task = null;
        Request = null!;
        Parent = null;
        Target = null;
        Context = null;
        ForwardCount = 0;
        IsReserved = false;
        KeepsRequest = false;
        BlockingSince = null;
    }

    internal static Task NullTask(Request request) => Task.FromException(new InvalidOperationException(
        $"{request.Method.InterfaceName}.{request.Method.Name} returned no task but null."));

    private void OnCompleted()
    {
        if (Target!.IsCurrent)
        {
            Target.End(this, _task!);
        }
        else
        {
            // Somebody runs continuations of the turn's context on a thread of his own.
            Target.Push(new EndItem(this));
        }
    }

    private sealed class EndItem(Invocation invocation) : WorkItem
    {
        public override void Execute() => invocation.Target!.End(invocation, invocation._task!);
    }
}

/// <summary>Where an invocation stands.</summary>
internal enum InvocationPhase : byte
{
    /// <summary>On its way to the target's turn.</summary>
    Queued,

    /// <summary>Waits until the target may start it.</summary>
    Waiting,

    /// <summary>Started, or about to be by the turn that admitted it.</summary>
    Running,

    /// <summary>Over.</summary>
    Ended,
}
