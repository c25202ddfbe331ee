using System.Runtime.CompilerServices;

namespace Nola.Runtime.Scheduling;

/// <summary>
/// The three private fields of <see cref="Task"/> that turns rest on, kept in one place (docs/adr/0002): the thread's
/// current task and a task's scheduler, which make <see cref="TaskScheduler.Current"/> right without running inside a
/// task, and a task's continuation, which tells whether somebody awaits it.
/// </summary>
internal static class AmbientTask
{
    /// <summary>Whether the fields exist and mean what they should; else turns run inside real tasks and nothing is inlined.</summary>
    public static readonly bool IsSupported = Check();

    private static readonly Type? s_awaitContinuation =
        typeof(Task).Assembly.GetType("System.Threading.Tasks.AwaitTaskContinuation");

    private static readonly Type? s_stateMachine =
        typeof(Task).Assembly.GetType("System.Runtime.CompilerServices.IAsyncStateMachineBox");


    /// <summary>A task that never runs; it carries a scheduler as the thread's current task.</summary>
    public static Task CreateMarker() => new(static () => { }, TaskCreationOptions.DenyChildAttach);

    /// <summary>Makes the marker the thread's current task, with the scheduler; gives the task that was current.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Task? Enter(Task marker, TaskScheduler scheduler)
    {
        SchedulerOf(marker) = scheduler;
        ref var current = ref Current(null);
        var previous = current;
        current = marker;
        return previous;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(Task? previous) => Current(null) = previous;

    /// <summary>
    /// Whether somebody awaits the incomplete task, directly or with others by WhenAll, so that he goes on when it ends and
    /// not before. False where that is unknown or the task takes part in a race: callers may only conclude from true.
    /// </summary>
    public static bool IsAwaited(Task task)
    {
        if (!IsSupported || task.IsCompleted) return false;

        var continuation = ContinuationOf(task);
        return continuation is Action
            || s_awaitContinuation?.IsInstanceOfType(continuation) == true
            || s_stateMachine?.IsInstanceOfType(continuation) == true
            || continuation?.GetType().Name.StartsWith("WhenAllPromise", StringComparison.Ordinal) == true;
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "t_currentTask")]
    private static extern ref Task? Current(Task? type);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_taskScheduler")]
    private static extern ref TaskScheduler? SchedulerOf(Task task);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_continuationObject")]
    private static extern ref object? ContinuationOf(Task task);

    private static bool Check()
    {
        try
        {
            return CheckCurrent() && CheckContinuation();
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool CheckCurrent()
    {
        var before = TaskScheduler.Current;
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var previous = Enter(CreateMarker(), scheduler);
        var isSeen = TaskScheduler.Current == scheduler;
        Exit(previous);
        return isSeen && TaskScheduler.Current == before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool CheckContinuation()
    {
        var source = new TaskCompletionSource();
        var isNullBefore = ContinuationOf(source.Task) is null;
        source.Task.GetAwaiter().UnsafeOnCompleted(static () => { });
        var isSetAfter = ContinuationOf(source.Task) is not null;
        source.SetResult();
        return isNullBefore && isSetAfter;
    }
}
