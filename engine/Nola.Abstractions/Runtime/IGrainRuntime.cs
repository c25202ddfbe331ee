using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What the runtime offers to grains.</summary>
public interface IGrainRuntime
{
    /// <summary>The silo's name for people.</summary>
    string SiloIdentity { get; }

    /// <summary>The silo's address.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Makes references.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Registers timers.</summary>
    ITimerRegistry TimerRegistry { get; }

    /// <summary>The silo's services.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The time.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Deactivates an activation as soon as running requests are done.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps an activation from being collected for a time; a negative time takes that back.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

    /// <summary>The storage of a grain derived from <see cref="Grain{TGrainState}"/>.</summary>
    IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}
