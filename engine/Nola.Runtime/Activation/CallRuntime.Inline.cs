using System.Diagnostics;
using System.Runtime.CompilerServices;
using Nola.Runtime.Filters;
using Nola.Runtime.Scheduling;
using Orleans.CodeGeneration;

namespace Nola.Runtime.Activation;

internal sealed partial class CallRuntime
{
    /// <summary>The longest synchronous part that may run on the caller's thread: some thread hops' worth.</summary>
    private static readonly TimeSpan SynchronousPartMax = TimeSpan.FromMicroseconds(50);

    /// <summary>The longest synchronous part for whose end another processor waits: about what queueing a call costs.</summary>
    private static readonly TimeSpan BriefPartMax = TimeSpan.FromMicroseconds(1);

    private readonly bool _mayInline = AmbientTask.IsSupported && !host.HasFilters && !host.IsClient;
    private readonly bool _mayBeTraced = host.Tracing is not null;
    private readonly long _synchronousPartMax =
        (long)(SynchronousPartMax.TotalSeconds * host.Time.TimestampFrequency);

    private readonly long _briefPartMax = (long)(BriefPartMax.TotalSeconds * host.Time.TimestampFrequency);

    private long _localCalls;

    /// <summary>Calls that were executed here, to within some hundreds per method: one in many is counted for all.</summary>
    public long LocalCalls => Volatile.Read(ref _localCalls);

    /// <summary>
    /// Enters the target's turn on the calling thread, with copied arguments. False where the call has to take the
    /// longer way; then nothing has happened.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEnter(GrainReference target, Request request, out InlineCall call)
    {
        ref var profile = ref request.Method.Inline;
        if (!profile.Allowed || !_mayInline || (_mayBeTraced && CallTracing.IsListening))
        {
            call = default;
            return false;
        }

        return TryEnterCore(target, request, ref profile, out call);
    }

    private bool TryEnterCore(GrainReference target, Request request, ref InlineProfile profile, out InlineCall call)
    {
        call = default;
        var ambient = ExecutionContext.Capture();
        var thread = TurnThread.Current;
        if (ambient is null || !thread.TryTakeInlineSlot()) return false;
        if (request.Method.IsNeverInlined || (request.IsCancellable && request.GetCancellationToken().CanBeCanceled)) return false;

        var activation = target.LocalActivation is { } cached
            ? Unsafe.As<GrainActivation>(cached)
            : FindInlineTarget(target);
        if (activation is null || !host.Locator.MayServe) return false;
        if (!activation.TryEnter() && !TryEnterSoon(thread, activation, profile)) return false;

        if (!activation.MayStartInline(request))
        {
            if (activation.Phase == ActivationPhase.Invalid) target.LocalActivation = null;
            activation.Leave();
            return false;
        }

        Dictionary<string, object>? context = null;
        try
        {
            if (ambient != TurnThread.CleanContext) context = CopyContext(RequestContext.Snapshot);
            CopyArguments(request);
            request.SetTargetObject(activation.GetTargetFor(request));
        }
        catch (Exception) // The longer way reports it through the call's task.
        {
            activation.Leave();
            return false;
        }

        Begin(thread, activation, request, ambient, context, ref profile, out call);
        return true;
    }

    /// <summary>
    /// Waits a moment for a turn that another processor has. Queueing behind a method that takes less time than that
    /// would begin a convoy: while one thread empties the queue the others fill it, and no call is inlined any more.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryEnterSoon(TurnThread thread, GrainActivation activation, in InlineProfile profile) =>
        profile.IsBrief && !thread.IsInside(activation) && activation.TryEnterSoon();

    private void Begin(
        TurnThread thread,
        GrainActivation activation,
        Request request,
        ExecutionContext ambient,
        Dictionary<string, object>? context,
        ref InlineProfile profile,
        out InlineCall call)
    {
        thread.Enter(activation, request, ambient);
        if (context is not null) RequestContext.Snapshot = context;
        call = new InlineCall
        {
            Runtime = this,
            Thread = thread,
            Activation = activation,
            Depth = thread.Depth - 1,
            StartedAt = --profile.CallsUntilSample < 0 ? host.Time.GetTimestamp() : 0,
        };
    }

    private GrainActivation? FindInlineTarget(GrainReference target)
    {
        var grainId = target.GrainId;
        if (host.Catalog.Find(grainId) is { } activation)
        {
            target.LocalActivation = activation;
            return activation;
        }

        return null;
    }

    /// <summary>The invocation that the calling thread is running, made now where an inlined call did not need one.</summary>
    private Invocation? ParentOf(TurnThread thread) => ParentAt(thread, thread.Depth - 1);

    private Invocation? ParentAt(TurnThread thread, int depth)
    {
        if (depth < 0) return null;

        ref var frame = ref thread.Frame(depth);
        switch (frame.Request)
        {
            case Invocation invocation:
                invocation.IsKnown = true;
                return invocation;
            case Messaging.Message message:
                // A call of another host that runs on the thread that read it.
                var remote = new RemoteInvocation(host, Incoming!, message)
                {
                    IsKnown = true,
                    Target = (GrainActivation)frame.Queue!,
                };
                frame.Request = remote;
                return remote;
            case Request request:
                var made = new LocalInvocation(host, request, null, ParentAt(thread, depth - 1))
                {
                    IsKnown = true,
                    Target = (GrainActivation)frame.Queue!,
                    Source = (frame.Outer as GrainActivation)?.GrainId,
                };
                frame.Request = made;
                return made;
            default:
                // A continuation: with one running request it is that one's.
                if ((frame.Queue as GrainActivation)?.SoleRunning is not { } sole) return null;

                sole.IsKnown = true;
                return sole;
        }
    }

    private void Sample(ref InlineProfile profile, long elapsed)
    {
        Interlocked.Add(ref _localCalls, Math.Max(1, profile.Interval));
        profile.Note(elapsed <= _synchronousPartMax, elapsed <= _briefPartMax);
    }

    /// <summary>Measures the synchronous part of a call that had a thread of its own.</summary>
    public void SampleQueued(Request request, long startedAt)
    {
        if (startedAt != 0) Sample(ref request.Method.Inline, host.Time.GetTimestamp() - startedAt);
    }

    /// <summary>When a queued call starts, where it is to be measured, else 0.</summary>
    public long StartSample(Request request) =>
        --request.Method.Inline.CallsUntilSample < 0 ? host.Time.GetTimestamp() : 0;

    /// <summary>A call that runs on its caller's thread, between entering and leaving the target's turn.</summary>
    private ref struct InlineCall
    {
        public CallRuntime Runtime;
        public TurnThread Thread;
        public GrainActivation Activation;
        public int Depth;
        public long StartedAt;

        /// <summary>Ends a call that completed at once.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Leave(Request request)
        {
            Debug.Assert(Thread.Depth == Depth + 1);
            if (StartedAt != 0) EndSample(request);
            ref var frame = ref Thread.Frame(Depth);
            if (frame.Request != request) EndMade(frame.Request);
            Activation.EndInline();
            Thread.Exit(ref frame);
            Activation.Leave();
            request.Dispose();
        }

        /// <summary>Ends a call that failed at once, or leaves one that goes on; gives the caller's task.</summary>
        public readonly Task LeaveUnfinished(Request request, Task task)
        {
            Debug.Assert(Thread.Depth == Depth + 1);
            if (StartedAt != 0) EndSample(request);
            ref var frame = ref Thread.Frame(Depth);
            if (task.IsCompleted)
            {
                if (frame.Request != request) EndMade(frame.Request);
                Activation.EndFailedInline(task);
                Thread.Exit(ref frame);
                Activation.Leave();
                request.Dispose();
                return task;
            }

            var invocation = frame.Request as LocalInvocation
                ?? LocalInvocation.Rent(Runtime.Host, request, null, Runtime.ParentAt(Thread, Depth - 1));
            invocation.Source ??= (frame.Outer as GrainActivation)?.GrainId;
            var completion = request.CreateCompletion();
            invocation.Completion = completion;
            invocation.ObserveTimeout(Runtime.Host.TimeoutOf(request));
            Activation.KeepInline(invocation, task);
            Thread.Exit(ref frame);
            Activation.Leave();
            return completion.Task;
        }

        public static void EndMade(object? made)
        {
            // Calls that it sent and did not await hold it as their parent; it is nobody's ancestor any more.
            if (made is not Invocation invocation) return;

            invocation.Phase = InvocationPhase.Ended;
            invocation.Parent = null;
        }

        public readonly void EndSample(Request request) =>
            Runtime.Sample(ref request.Method.Inline, Runtime.Host.Time.GetTimestamp() - StartedAt);
    }

    private ActivationHost Host => host;
}
