using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers timers of activations.</summary>
public interface ITimerRegistry
{
    /// <summary>Starts a timer.</summary>
    IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options);

    /// <summary>Starts a timer whose ticks interleave with requests.</summary>
    [Obsolete("Use RegisterGrainTimer with Interleave = true.")]
    IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period);
}
