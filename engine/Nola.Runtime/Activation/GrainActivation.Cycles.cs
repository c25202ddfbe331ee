using System.Diagnostics;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

// What the search for call cycles through several silos asks. Calls to other hosts have no invocation that could name
// their parent; they carry a stamp instead, which costs nothing and can be read as long as the request is alone.
internal partial class GrainActivation
{
    /// <summary>The number of requests admitted so far.</summary>
    private int _admissions;

    /// <summary>
    /// A stamp for a call that is made now: the number that the only running request was admitted with, or will be.
    /// 0 where several run, or none that is known.
    /// </summary>
    public int StampRequest()
    {
        Debug.Assert(IsCurrent);
        var thread = TurnThread.Current;
        var isBeingStarted = thread.Frame(thread.Depth - 1).Request is { } request
            && request is not Invocation { Phase: InvocationPhase.Running };
        if (isBeingStarted) return _runningCount == 0 ? unchecked(_admissions + 1) : 0;

        return _runningCount == 1 ? _admissions : 0;
    }

    /// <summary>
    /// The running request that the stamp was made for, or null. If nothing was admitted since and one request runs, it
    /// is the one that ran alone then. On the turn.
    /// </summary>
    public Invocation? FindRunning(int stamp)
    {
        Debug.Assert(IsCurrent);
        if (stamp == 0 || stamp != _admissions || _runningCount != 1 || _blocking is not { } running) return null;

        // Calls that are being traced hold on to it from now on.
        running.IsKnown = true;
        return running;
    }

    /// <summary>A waiting request of another host, or null. On the turn.</summary>
    public Invocation? FindWaiting(SiloAddress sender, long correlationId)
    {
        Debug.Assert(IsCurrent);
        var candidate = _waiting;
        for (var left = _waitingCount; left > 0; left--)
        {
            candidate = candidate!.NextWaiting;
            if (candidate is RemoteInvocation remote
                && remote.Message.CorrelationId == correlationId
                && sender.Equals(remote.Message.SendingSilo))
            {
                return remote;
            }
        }

        return null;
    }

    /// <summary>Whether the request waits here, so that it may be traced. On the turn.</summary>
    public bool TryTrace(Invocation invocation)
    {
        Debug.Assert(IsCurrent);
        if (invocation.Target != this || invocation.Phase != InvocationPhase.Waiting || _blocking is null) return false;

        invocation.IsKnown = true;
        return true;
    }
}
