using Nola.Runtime.Networking;
using Nola.Runtime.Scheduling;
using Orleans.CodeGeneration;

namespace Nola.Runtime.Messaging;

/// <summary>
/// Runs the turns of grains whose outcomes arrived on the thread that read them, which saves each a way through the
/// pool. Only where that is short: what callers do with the outcomes of a method is measured, at first and now and then
/// on threads of the pool, as the methods themselves are.
/// </summary>
internal sealed class Resumer(TimeProvider time)
{
    /// <summary>The longest turn that may run on a reading thread: some thread hops' worth.</summary>
    private static readonly TimeSpan TurnMax = TimeSpan.FromMicroseconds(50);

    private readonly long _turnMax = (long)(TurnMax.TotalSeconds * time.TimestampFrequency);

    /// <summary>Whether the turn that an outcome of the method starts is to be run by <see cref="Run"/>.</summary>
    public bool MayRun(GrainMethod method, Connection connection) =>
        method.Resumption.Allowed ? connection.MayLinger() : --method.Resumption.CallsUntilSample < 0;

    /// <summary>Runs what the outcome queued. The caller has taken the turn.</summary>
    public void Run(TurnQueue caller, GrainMethod method)
    {
        ref var profile = ref method.Resumption;
        if (!profile.Allowed) ThreadPool.UnsafeQueueUserWorkItem(new Measured(this, caller, method), preferLocal: false);
        else if (--profile.CallsUntilSample < 0) Measure(caller, method);
        else caller.RunAndLeave();
    }

    private void Measure(TurnQueue caller, GrainMethod method)
    {
        var startedAt = time.GetTimestamp();
        caller.RunAndLeave();
        method.Resumption.Note(time.GetTimestamp() - startedAt <= _turnMax, isBrief: false);
    }

    private sealed class Measured(Resumer resumer, TurnQueue caller, GrainMethod method) : IThreadPoolWorkItem
    {
        public void Execute() => resumer.Measure(caller, method);
    }
}
