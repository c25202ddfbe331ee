using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nola.Runtime.Scheduling;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster of silos in this process with a client, configured by delegates. No silo is special.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly int _baseSiloPort;
    private readonly int _baseGatewayPort;

    // Guarded by the lock; replaced on change.
    private ImmutableArray<InProcessSiloHandle> _silos = [];
    private IHost? _client;
    private int _nextInstance;
    private bool _isDisposed;

    /// <summary>A cluster with options.</summary>
    public InProcessTestCluster(InProcessTestClusterOptions options, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(portAllocator);
        Options = options;
        PortAllocator = portAllocator;
        (_baseSiloPort, _baseGatewayPort) =
            portAllocator.AllocateConsecutivePortPairs(Math.Max(options.InitialSilosCount, (short)3));
    }

    /// <summary>What the cluster is like.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>Finds ports.</summary>
    public ITestClusterPortAllocator PortAllocator { get; }

    /// <summary>The silos that run.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => new([.. Current]);

    /// <summary>The client.</summary>
    public IClusterClient Client => _client?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException("The cluster has no client: it has not been deployed or has been stopped.");

    private ImmutableArray<InProcessSiloHandle> Current
    {
        get
        {
            lock (_lock) return _silos;
        }
    }

    /// <summary>Starts the silos and the client.</summary>
    public async Task DeployAsync()
    {
        if (_nextInstance != 0) throw new InvalidOperationException("The cluster is deployed already.");

        try
        {
            await StartSilosAsync(Options.InitialSilosCount).ConfigureAwait(false);
            await WaitForLivenessToStabilizeAsync().ConfigureAwait(false);
            if (Options.InitializeClientOnDeploy) await InitializeClientAsync().ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts one more silo.</summary>
    public InProcessSiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort = false) =>
        StartAdditionalSiloAsync(startAdditionalSiloOnNewPort).GetAwaiter().GetResult();

    /// <summary>Starts one more silo.</summary>
    public Task<InProcessSiloHandle> StartAdditionalSiloAsync() => StartAdditionalSiloAsync(false);

    /// <summary>Starts one more silo.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort) =>
        (await StartSilosAsync(1, startAdditionalSiloOnNewPort).ConfigureAwait(false))[0];

    /// <summary>Starts some more silos.</summary>
    public Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart) => StartSilosAsync(silosToStart, false);

    /// <summary>Starts some more silos.</summary>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart, bool startAdditionalSiloOnNewPort)
    {
        var starts = new List<Task<InProcessSiloHandle>>();
        for (var i = 0; i < silosToStart; i++)
        {
            var number = Interlocked.Increment(ref _nextInstance) - 1;
            starts.Add(CreateSiloAsync(
                InProcessTestSiloSpecificOptions.Create(this, Options, number, startAdditionalSiloOnNewPort)));
        }

        return [.. await Task.WhenAll(starts).ConfigureAwait(false)];
    }

    /// <summary>Starts a silo.</summary>
    public async Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions)
    {
        ArgumentNullException.ThrowIfNull(siloOptions);
        var killSwitch = new KillSwitch();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = siloOptions.SiloName,
        });
        builder.UseOrleans(silo =>
        {
            TestHosts.ConfigureSilo(
                silo,
                siloOptions.SiloName,
                (siloOptions.SiloPort, siloOptions.GatewayPort),
                new TestClusterOptions { ClusterId = Options.ClusterId, ServiceId = Options.ServiceId });
            silo.Services.Replace(ServiceDescriptor.Singleton<ITurnPool>(killSwitch));
        });
        foreach (var configure in Options.SiloHostConfigurationDelegates) configure(siloOptions, builder);
        var handle = await TestHosts.StartAsync(builder.Build(), killSwitch).ConfigureAwait(false);
        handle.InstanceNumber = siloOptions.InstanceNumber;
        lock (_lock) _silos = [.. _silos.Add(handle).OrderBy(silo => silo.InstanceNumber)];
        return handle;
    }

    /// <summary>Connects a client.</summary>
    public async Task InitializeClientAsync()
    {
        await StopClusterClientAsync().ConfigureAwait(false);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "TestClusterClient",
        });
        builder.UseOrleansClient(client => TestHosts.ConfigureClient(
            client, Options.ClusterId, Options.ServiceId, ConnectionTransportType.InMemory));
        foreach (var configure in Options.ClientHostConfigurationDelegates) configure(builder);
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        _client = host;
    }

    /// <summary>Disconnects the client.</summary>
    public async Task StopClusterClientAsync()
    {
        if (Interlocked.Exchange(ref _client, null) is not { } client) return;

        await client.StopAsync().ConfigureAwait(false);
        await TestHosts.DisposeAsync(client).ConfigureAwait(false);
    }

    /// <summary>Takes the client away as a crash would.</summary>
    public async Task KillClientAsync()
    {
        if (Interlocked.Exchange(ref _client, null) is { } client)
        {
            await TestHosts.DisposeAsync(client).ConfigureAwait(false);
        }
    }

    /// <summary>Stops a silo in order.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await instance.StopSiloAsync(stopGracefully: true).ConfigureAwait(false);
        await RemoveAsync(instance).ConfigureAwait(false);
        await ClusterProbe.WaitUntilLeftAsync(Hosts, instance.SiloAddress).ConfigureAwait(false);
    }

    /// <summary>Ends a silo as a crash would: none of its shutdown code runs, and others must find out.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await instance.StopSiloAsync(stopGracefully: false).ConfigureAwait(false);
        await RemoveAsync(instance).ConfigureAwait(false);
    }

    /// <summary>Stops a silo in order and starts another in its place: same name and ports, a new member.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var number = instance.InstanceNumber;
        await StopSiloAsync(instance).ConfigureAwait(false);
        var options = InProcessTestSiloSpecificOptions.Create(this, Options, number);
        return await CreateSiloAsync(options).ConfigureAwait(false);
    }

    /// <summary>Starts a silo again that was stopped or killed.</summary>
    public Task<InProcessSiloHandle> RestartStoppedSecondarySiloAsync(string siloName)
    {
        ArgumentException.ThrowIfNullOrEmpty(siloName);
        if (Silos.Any(silo => silo.IsActive && silo.Name == siloName)) throw new ArgumentException($"{siloName} runs.", nameof(siloName));

        var number = int.Parse(siloName[(siloName.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture);
        return CreateSiloAsync(InProcessTestSiloSpecificOptions.Create(this, Options, number));
    }

    /// <summary>Stops the silos in order.</summary>
    public async Task StopSilosAsync()
    {
        foreach (var silo in Current.Reverse()) await StopSiloAsync(silo).ConfigureAwait(false);
    }

    /// <summary>Stops client and silos in order.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync().ConfigureAwait(false);
        await StopSilosAsync().ConfigureAwait(false);
    }

    /// <summary>The silos that run.</summary>
    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Current.Where(silo => silo.IsActive);

    /// <summary>The silo with an address, or null.</summary>
    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        Current.FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    /// <summary>The services of a silo; of the first where none is given.</summary>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (silo is null ? Current.FirstOrDefault() : GetSiloForAddress(silo))?.ServiceProvider
        ?? throw new ArgumentException($"{silo} is no silo of this cluster.", nameof(silo));

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

    /// <summary>Nothing: logging is what the delegates make of it.</summary>
    public string GetLog() => string.Empty;

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;

        _isDisposed = true;
        await StopClusterClientAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var silo in Current.Reverse())
        {
            await silo.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock) _silos = [];
        TestFabric.Remove(Options.ClusterId);
        PortAllocator.Dispose();
    }

    internal (int Silo, int Gateway) ChoosePorts(int instanceNumber, bool onNewPort) =>
        onNewPort || instanceNumber >= Math.Max(Options.InitialSilosCount, (short)3)
            ? PortAllocator.AllocateConsecutivePortPairs(1)
            : (_baseSiloPort + instanceNumber, _baseGatewayPort + instanceNumber);

    private List<IServiceProvider> Hosts() =>
        [.. Current.Where(silo => silo.IsActive).Select(silo => silo.ServiceProvider)];

    private async Task RemoveAsync(InProcessSiloHandle instance)
    {
        lock (_lock) _silos = _silos.Remove(instance);
        await instance.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
