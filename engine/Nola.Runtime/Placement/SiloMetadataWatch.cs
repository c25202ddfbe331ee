using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>Has silos asked for their metadata when they join, and forgets them when they are dead.</summary>
internal sealed class SiloMetadataWatch(SiloMetadataCache cache, ISiloStatusOracle oracle)
    : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SiloMetadataWatch), ServiceLifecycleStage.RuntimeGrainServices, StartAsync, StopAsync);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead) cache.ForgetGone();
        else if (IsHere(status)) _ = cache.LearnAsync([updatedSilo]);
    }

    private static bool IsHere(SiloStatus status) => status is SiloStatus.Joining or SiloStatus.Active;

    private Task StartAsync(CancellationToken cancellationToken)
    {
        oracle.SubscribeToSiloStatusEvents(this);
        return cache.LearnAsync(oracle.GetApproximateSiloStatuses().Where(s => IsHere(s.Value)).Select(s => s.Key));
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        oracle.UnSubscribeFromSiloStatusEvents(this);
        return Task.CompletedTask;
    }
}
