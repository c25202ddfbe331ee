using Nola.Runtime.Activation;
using Nola.Runtime.Storage;
using Orleans.Core;
using Orleans.Storage;
using Orleans.Timers;

namespace Nola.Runtime.Hosting;

/// <summary>What grains can ask of their silo.</summary>
internal sealed class GrainRuntime(
    ILocalSiloDetails silo,
    IGrainFactory grainFactory,
    ITimerRegistry timerRegistry,
    IServiceProvider services,
    TimeProvider time) : IGrainRuntime
{
    public string SiloIdentity { get; } = silo.SiloAddress.ToString();

    public SiloAddress SiloAddress { get; } = silo.SiloAddress;

    public IGrainFactory GrainFactory { get; } = grainFactory;

    public ITimerRegistry TimerRegistry { get; } = timerRegistry;

    public IServiceProvider ServiceProvider { get; } = services;

    public TimeProvider TimeProvider { get; } = time;

    public void DeactivateOnIdle(IGrainContext grainContext)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        grainContext.Deactivate(new DeactivationReason(
            DeactivationReasonCode.ApplicationRequested, "The grain called DeactivateOnIdle."));
    }

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) =>
        ActivationOf(grainContext).DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        const string StateName = "state";
        var activation = ActivationOf(grainContext);
        var storage = GrainStorageHelpers.GetGrainStorage(activation.Class.ClassType, ServiceProvider);
        return new StateFacet<TGrainState>(activation, storage, StateName);
    }

    private static GrainActivation ActivationOf(IGrainContext grainContext) => grainContext as GrainActivation
        ?? throw new ArgumentException("The context is no activation of this silo.", nameof(grainContext));
}
