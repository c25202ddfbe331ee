using System.Globalization;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

// Stopping silos and looking into them.
public partial class TestCluster
{
    /// <summary>Stops a silo in order.</summary>
    public Task StopSiloAsync(SiloHandle instance) => StopSiloAsync(instance, CancellationToken.None);

    /// <summary>Stops a silo in order.</summary>
    public async Task StopSiloAsync(SiloHandle instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await instance.StopSiloAsync(cancellationToken).ConfigureAwait(false);
        await RemoveAsync(instance).ConfigureAwait(false);
        await ClusterProbe.WaitUntilLeftAsync(Hosts, instance.SiloAddress).ConfigureAwait(false);
    }

    /// <summary>Ends a silo as a crash would: none of its shutdown code runs, and others must find out.</summary>
    public Task KillSiloAsync(SiloHandle instance) => KillSiloAsync(instance, CancellationToken.None);

    /// <summary>Ends a silo as a crash would: none of its shutdown code runs, and others must find out.</summary>
    public async Task KillSiloAsync(SiloHandle instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        cancellationToken.ThrowIfCancellationRequested();
        await instance.StopSiloAsync(stopGracefully: false, cancellationToken).ConfigureAwait(false);
        await RemoveAsync(instance).ConfigureAwait(false);
    }

    /// <summary>
    /// Stops a silo in order and starts another in its place: same name and ports, a new member of the cluster.
    /// </summary>
    public async Task<SiloHandle?> RestartSiloAsync(SiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var number = instance.InstanceNumber;
        await StopSiloAsync(instance).ConfigureAwait(false);
        return await StartSiloAsync(number, Options).ConfigureAwait(false);
    }

    /// <summary>Starts a secondary silo again that was stopped or killed.</summary>
    public Task<SiloHandle> RestartStoppedSecondarySiloAsync(string siloName)
    {
        ArgumentException.ThrowIfNullOrEmpty(siloName);
        if (Current.Any(silo => silo.IsActive && silo.Name == siloName))
        {
            throw new ArgumentException($"{siloName} runs.", nameof(siloName));
        }


        var number = int.Parse(siloName[(siloName.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture);
        return StartSiloAsync(number, Options);
    }

    /// <summary>Stops the first silo in order.</summary>
    public Task StopPrimarySiloAsync() => Primary is { } primary ? StopSiloAsync(primary) : Task.CompletedTask;

    /// <summary>Stops all silos but the first in order.</summary>
    public async Task StopSecondarySilosAsync()
    {
        foreach (var silo in SecondarySilos) await StopSiloAsync(silo).ConfigureAwait(false);
    }

    /// <summary>Stops client and silos in order.</summary>
    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    /// <summary>Stops client and silos in order.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync().ConfigureAwait(false);
        await StopSecondarySilosAsync().ConfigureAwait(false);
        await StopPrimarySiloAsync().ConfigureAwait(false);
    }

    /// <summary>The silos that run.</summary>
    public IEnumerable<SiloHandle> GetActiveSilos() => Current.Where(silo => silo.IsActive);

    /// <summary>The silo with an address, or null.</summary>
    public SiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        Current.FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    /// <summary>The services of a silo; of the first where none is given.</summary>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        var handle = silo is null ? Current.FirstOrDefault() : GetSiloForAddress(silo);
        return handle is InProcessSiloHandle inProcess
            ? inProcess.ServiceProvider
            : throw new ArgumentException($"{silo} is no silo in this process.", nameof(silo));
    }

    /// <summary>The activation of a grain, on whatever silo it is.</summary>
    public bool TryGetGrainContext(GrainId grainId, out IGrainContext? grainContext)
    {
        grainContext = ClusterProbe.FindActivation(Hosts(), grainId);
        return grainContext is not null;
    }

    /// <summary>Deactivates a grain and waits until it is gone.</summary>
    public Task DeactivateAsync(GrainId grainId) => ClusterProbe.DeactivateAsync(Hosts(), grainId);

    /// <summary>Deactivates a grain and waits until it is gone.</summary>
    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <summary>Asks a grain to move and waits until its activation is gone.</summary>
    public Task MigrateAsync(GrainId grainId, SiloAddress? targetSilo = null) =>
        ClusterProbe.MigrateAsync(Hosts(), grainId, targetSilo);

    /// <summary>Asks a grain to move and waits until its activation is gone.</summary>
    public Task MigrateAsync(IAddressable grain, SiloAddress? targetSilo = null) =>
        MigrateAsync(grain.GetGrainId(), targetSilo);

    /// <summary>Waits until a grain is not active.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) => ClusterProbe.WaitForDeactivationAsync(Hosts(), grainId);

    /// <summary>Waits until a grain is not active.</summary>
    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    /// <summary>
    /// Waits until every silo and the client know which silos there are, and every grain has its place.
    /// </summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) =>
        ClusterProbe.WaitForStabilityAsync(Hosts(), _client?.Services, didKill);

    /// <summary>Waits until every silo knows the others' grain classes, which in one process is always so.</summary>
    public Task WaitForClusterManifestToStabilizeAsync(bool didKill = false) =>
        WaitForLivenessToStabilizeAsync(didKill);

    /// <summary>How long silos may take to agree on who is alive.</summary>
    public static TimeSpan GetLivenessStabilizationTime(
        ClusterMembershipOptions clusterMembershipOptions, bool didKill = false) =>
        ClusterProbe.GetStabilizationTime(clusterMembershipOptions, didKill);

    /// <summary>Nothing: logging is what the configurators make of it.</summary>
    public string GetLog() => string.Empty;

    private List<IServiceProvider> Hosts() =>
        [.. Current.OfType<InProcessSiloHandle>().Where(silo => silo.IsActive).Select(silo => silo.ServiceProvider)];

    private async Task RemoveAsync(SiloHandle instance)
    {
        lock (_lock) _silos = _silos.Remove(instance);
        await IgnoreAsync(instance.DisposeAsync().AsTask()).ConfigureAwait(false);
    }
}
