using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Nola.Runtime.Scheduling;

/// <summary>What a thread knows about the turns on its stack: the running one and how many calls are nested below it.</summary>
internal sealed class TurnThread
{
    /// <summary>Calls nested on one stack; bounds the stack, which user code shares.</summary>
    public const int InlineDepthMax = 12;

    /// <summary>Inlined calls in one piece of work of the pool. A loop of calls that all complete at once then yields its thread.</summary>
    private const int InlinedCallsMax = 4096;

    [ThreadStatic]
    private static TurnThread? t_current;

    private readonly TurnFrame[] _frames = new TurnFrame[InlineDepthMax + 1];

    /// <summary>The queue whose turn the thread runs, or null outside of turns.</summary>
    public TurnQueue? Queue;

    /// <summary>Turns on the stack.</summary>
    public int Depth;

    private int _inlineBudget = InlinedCallsMax;

    private TurnThread()
    {
        foreach (ref var frame in _frames.AsSpan())
        {
            frame.Marker = AmbientTask.CreateMarker();
        }
    }

    public static TurnThread Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? Create();
    }

    /// <summary>The queue whose turn the calling thread runs, or null.</summary>
    public static TurnQueue? CurrentQueue => t_current?.Queue;

    /// <summary>The execution context of a thread on which nothing ambient was ever set.</summary>
    public static ExecutionContext CleanContext { get; } = CaptureClean();

    /// <summary>Whether one more call may run on this stack.</summary>
    public bool TryTakeInlineSlot()
    {
        if (Depth >= InlineDepthMax) return false;
        if (--_inlineBudget > 0) return true;

        _inlineBudget = InlinedCallsMax;
        return false;
    }

    /// <summary>Whether one of the turns on the stack is the queue's.</summary>
    public bool IsInside(TurnQueue queue)
    {
        for (var depth = Depth - 1; depth >= 0; depth--)
        {
            if (_frames[depth].Queue == queue) return true;
        }

        return false;
    }

    public void RefillInlineBudget() => _inlineBudget = InlinedCallsMax;

    /// <summary>The turn at a depth of the stack; 0 is the outermost.</summary>
    public ref TurnFrame Frame(int depth) => ref _frames[depth];

    /// <summary>Makes the queue's contexts the thread's. The caller owns the queue's turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TurnFrame Enter(TurnQueue queue, object? request, ExecutionContext ambient)
    {
        Debug.Assert(Depth <= InlineDepthMax);
        ref var frame = ref _frames[Depth++];
        frame.Outer = Queue;
        frame.Queue = queue;
        frame.Request = request;
        frame.Synchronization = SynchronizationContext.Current;
        frame.Ambient = ambient;
        if (AmbientTask.IsSupported) frame.Task = AmbientTask.Enter(frame.Marker, queue.Scheduler);
        Queue = queue;
        SynchronizationContext.SetSynchronizationContext(queue);
        if (ambient != CleanContext) ExecutionContext.Restore(CleanContext);
        return ref frame;
    }

    /// <summary>Gives the thread back as <see cref="Enter"/> found it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit(ref TurnFrame frame)
    {
        Debug.Assert(Depth > 0);
        Depth--;
        Queue = frame.Outer;
        if (AmbientTask.IsSupported) AmbientTask.Exit(frame.Task);
        SynchronizationContext.SetSynchronizationContext(frame.Synchronization);
        if (ExecutionContext.Capture() != frame.Ambient) ExecutionContext.Restore(frame.Ambient!);
        if (Depth == 0) frame.Forget();
    }

    /// <summary>Undoes what a turn may have left behind, before the next one on this thread.</summary>
    public void Clean(TurnQueue queue)
    {
        _frames[Depth - 1].Request = null;
        if (SynchronizationContext.Current != queue) SynchronizationContext.SetSynchronizationContext(queue);
        if (ExecutionContext.Capture() != CleanContext) ExecutionContext.Restore(CleanContext);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TurnThread Create() => t_current = new TurnThread();

    private static ExecutionContext CaptureClean()
    {
        // Any thread of ours may carry values already; one started without flow has none.
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture()) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}

/// <summary>One turn on a thread's stack, and what the thread was doing before it.</summary>
internal struct TurnFrame
{
    /// <summary>The task that carries the queue's scheduler; one per depth, made with the thread.</summary>
    public Task Marker;

    public TurnQueue? Outer;
    public TurnQueue? Queue;

    /// <summary>The request that the turn started, or null in turns that are continuations.</summary>
    public object? Request;

    public SynchronizationContext? Synchronization;
    public ExecutionContext? Ambient;
    public Task? Task;

    /// <summary>Drops references, so that a resting thread keeps no activation alive.</summary>
    public void Forget()
    {
        Outer = null;
        Queue = null;
        Request = null;
        Synchronization = null;
        Ambient = null;
        Task = null;
    }
}
