using System.Text;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

/// <summary>
/// A request that waits behind one of its own ancestors. Once every call on the way from the ancestor to the request is
/// being awaited, none of them can ever end, so the request fails instead of all of them timing out.
/// </summary>
/// <remarks>
/// It is looked at on the turn of the request's sender, after the turn that sent it: before that the sender may not
/// have come to its await. Calls that are awaited only later are looked at again with every sweep of the timeouts.
/// A call that nobody awaits, or that takes part in a race (Task.WhenAny), is left alone.
/// </remarks>
internal sealed class CallCycle : WorkItem
{
    private readonly Invocation _waiting;
    private readonly Invocation _blocking;
    private readonly GrainActivation _target;

    private CallCycle(Invocation waiting, Invocation blocking, GrainActivation target)
    {
        _waiting = waiting;
        _blocking = blocking;
        _target = target;
    }

    /// <summary>Looks into a request that began to wait. On the turn of its target.</summary>
    public static void Suspect(Invocation waiting, Invocation blocking)
    {
        if (!HasAncestor(waiting, blocking) || waiting.Parent?.Target is not { } sender) return;

        waiting.IsKnown = true;
        blocking.IsKnown = true;
        var cycle = new CallCycle(waiting, blocking, waiting.Target!);
        sender.Push(cycle);
    }

    /// <summary>Fails a request that waits for itself. On the turn of its target.</summary>
    public static void Fail(Invocation waiting, string description)
    {
        var target = waiting.Target!;
        target.Host.Log.CycleFound(description);
        waiting.Fail(new DeadlockException(
            $"The call waits for itself: {description}. Break the cycle, make the method interleave, or open a "
            + "section with RequestContext.AllowCallChainReentrancy."));
        target.Withdraw(waiting);
    }

    /// <summary>On the turn of the request's sender.</summary>
    public override void Execute()
    {
        if (_waiting.Phase != InvocationPhase.Waiting) return;

        if (IsClosed()) _target.Push(new FailItem(this));
        else _target.Host.WatchCycle(Reexamine);
    }

    private static bool HasAncestor(Invocation invocation, Invocation ancestor)
    {
        for (var current = invocation.Parent; current is not null; current = current.Parent)
        {
            if (current == ancestor) return true;
        }

        return false;
    }

    private bool Reexamine()
    {
        if (_waiting.Phase != InvocationPhase.Waiting || _waiting.Parent?.Target is not { } sender) return false;

        sender.Push(this);
        return false;
    }

    /// <summary>Whether every call from the ancestor down to the waiting request is awaited.</summary>
    private bool IsClosed()
    {
        for (var current = _waiting; current is not null; current = current.Parent)
        {
            if (current == _blocking) return true;
            if (current.SenderTask is not { } task || !AmbientTask.IsAwaited(task)) return false;
        }

        return false;
    }

    private string Describe()
    {
        List<Invocation> calls = [];
        for (var current = _waiting; current is not null; current = current.Parent)
        {
            calls.Add(current);
            if (current == _blocking) break;
        }

        var text = new StringBuilder();
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            if (text.Length > 0) text.Append(" -> ");
            text.Append(calls[i].Target?.GrainId).Append('.').Append(calls[i].Request.Method.Name);
        }

        return text.ToString();
    }

    private sealed class FailItem(CallCycle cycle) : WorkItem
    {
        public override void Execute()
        {
            var waiting = cycle._waiting;
            if (!cycle._target.IsWaitingBehind(waiting, cycle._blocking)) return;

            CallCycle.Fail(waiting, cycle.Describe());
        }
    }
}
