using Nola.Runtime.Services;

namespace Orleans.Runtime;

/// <summary>The base of services that live on one silo each and are called like grains. Their calls interleave.</summary>
public abstract class SystemTarget : ISystemTarget, IGrainBase
{
    internal SystemTarget(GrainId grainId, Silo silo)
    {
        Silo = silo.SiloAddress;
        ActivationServices = silo.Services;
        Target = new ServiceTarget(ServiceRegistry.ClassOf(silo.Host), grainId, this);
    }

    /// <summary>The silo that the service lives on.</summary>
    public SiloAddress Silo { get; }

    /// <summary>The silo's services.</summary>
    public IServiceProvider ActivationServices { get; }

    /// <summary>The service's id, which names its silo.</summary>
    public GrainId GrainId => Target.GrainId;

    /// <summary>A reference to the service.</summary>
    public GrainReference GrainReference => Target.GrainReference;

    IGrainContext IGrainBase.GrainContext => Target;

    internal ServiceTarget Target { get; }

    /// <summary>Starts a timer whose ticks interleave with calls.</summary>
    public IGrainTimer RegisterTimer(Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer((s, _) => callback(s), state, dueTime, period);
    }

    /// <summary>Starts a timer whose ticks interleave with calls.</summary>
    public IGrainTimer RegisterGrainTimer(Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer(static (run, token) => run(token), callback, dueTime, period);
    }

    /// <summary>Starts a timer whose ticks interleave with calls.</summary>
    public IGrainTimer RegisterGrainTimer<TState>(
        Func<TState, CancellationToken, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
        Target.Host.GrainRuntime.TimerRegistry.RegisterGrainTimer(
            Target, callback, state, new GrainTimerCreationOptions(dueTime, period) { Interleave = true });

    /// <inheritdoc/>
    public sealed override string ToString() => $"[SystemTarget: {GrainId}]";
}
