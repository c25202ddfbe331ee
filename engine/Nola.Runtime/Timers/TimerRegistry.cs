using Nola.Runtime.Activation;
using Orleans.Timers;

namespace Nola.Runtime.Timers;

/// <summary>Makes the timers of grains.</summary>
internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        ArgumentNullException.ThrowIfNull(callback);
        if (grainContext is not GrainActivation activation)
        {
            throw new ArgumentException("Timers belong to activations.", nameof(grainContext));
        }

        return new GrainTimer<TState>(activation, callback, state, options);
    }

    [Obsolete("Use RegisterGrainTimer with Interleave = true.")]
    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer(
            grainContext,
            (s, _) => callback(s),
            state,
            new GrainTimerCreationOptions(dueTime, period) { Interleave = true });
    }
}
