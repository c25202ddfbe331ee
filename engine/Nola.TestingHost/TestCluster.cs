using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// A cluster of silos in this process, each a host of its own, with a client. They exchange serialized bytes, also with
/// the client. The first silo is named Primary, but killing it loses no more than killing another: the membership is
/// the
/// cluster's, not a silo's.
/// </summary>
public partial class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly Lock _lock = new();

    // Guarded by the lock; replaced on change.
    private ImmutableArray<SiloHandle> _silos = [];
    private Func<string, IConfiguration, Task<SiloHandle>> _createSilo = CreateInProcessAsync;
    private IHost? _client;
    private int _nextInstance;
    private bool _isDeployed;
    private bool _isDisposed;

    /// <summary>A cluster with options and configuration.</summary>
    public TestCluster(
        TestClusterOptions options,
        IReadOnlyList<IConfigurationSource> configurationSources,
        ITestClusterPortAllocator portAllocator)
    {
        Options = options;
        ConfigurationSources = configurationSources;
        PortAllocator = portAllocator;
    }

    /// <summary>What the cluster is like.</summary>
    public TestClusterOptions Options { get; }

    /// <summary>The sources of the hosts' configuration.</summary>
    public IReadOnlyList<IConfigurationSource> ConfigurationSources { get; }

    /// <summary>Finds ports.</summary>
    public ITestClusterPortAllocator PortAllocator { get; }

    /// <summary>Creates silos in another way.</summary>
    public Func<string, IConfiguration, Task<SiloHandle>> CreateSiloAsync
    {
        set => _createSilo = value;
    }

    /// <summary>The first silo, or null when it was stopped.</summary>
    public SiloHandle? Primary => Current.FirstOrDefault(silo => silo.InstanceNumber == 0);

    /// <summary>The other silos.</summary>
    public IReadOnlyList<SiloHandle> SecondarySilos => [.. Current.Where(silo => silo.InstanceNumber != 0)];

    /// <summary>The silos that run.</summary>
    public ReadOnlyCollection<SiloHandle> Silos => new([.. Current]);

    /// <summary>The client.</summary>
    public IClusterClient Client => ServiceProvider.GetRequiredService<IClusterClient>();

    /// <summary>Makes references, through the client.</summary>
    public IGrainFactory GrainFactory => Client;

    /// <summary>The client's services.</summary>
    public IServiceProvider ServiceProvider =>
        _client?.Services ?? throw new InvalidOperationException(
            "The cluster has no client: it has not been deployed or has been stopped.");

    private ImmutableArray<SiloHandle> Current
    {
        get
        {
            lock (_lock) return _silos;
        }
    }

    /// <summary>Starts the silos and the client.</summary>
    public void Deploy() => DeployAsync().GetAwaiter().GetResult();

    /// <summary>Starts the silos and the client.</summary>
    public Task DeployAsync() => DeployAsync(CancellationToken.None);

    /// <summary>Starts the silos and the client.</summary>
    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isDeployed) throw new InvalidOperationException("The cluster is deployed already.");

            _isDeployed = true;
        }

        try
        {
            await StartAdditionalSilosAsync(Options.InitialSilosCount, false, cancellationToken)
                .ConfigureAwait(false);
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
    public SiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort = false) =>
        StartAdditionalSiloAsync(startAdditionalSiloOnNewPort).GetAwaiter().GetResult();

    /// <summary>Starts one more silo.</summary>
    public async Task<SiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort = false) =>
        (await StartAdditionalSilosAsync(1, startAdditionalSiloOnNewPort).ConfigureAwait(false))[0];

    /// <summary>Starts some more silos.</summary>
    public Task<List<SiloHandle>> StartAdditionalSilosAsync(
        int silosToStart, bool startAdditionalSiloOnNewPort = false) =>
        StartAdditionalSilosAsync(silosToStart, startAdditionalSiloOnNewPort, CancellationToken.None);

    /// <summary>Starts some more silos.</summary>
    public async Task<List<SiloHandle>> StartAdditionalSilosAsync(
        int silosToStart, bool startAdditionalSiloOnNewPort, CancellationToken cancellationToken)
    {
        var starts = new List<Task<SiloHandle>>();
        for (var i = 0; i < silosToStart; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var number = Interlocked.Increment(ref _nextInstance) - 1;
            starts.Add(StartSiloAsync(number, Options, null, startAdditionalSiloOnNewPort));
        }

        return [.. await Task.WhenAll(starts).ConfigureAwait(false)];
    }

    /// <summary>Starts a silo with a number.</summary>
    public static Task<SiloHandle> StartSiloAsync(
        TestCluster cluster,
        int instanceNumber,
        TestClusterOptions clusterOptions,
        IReadOnlyList<IConfigurationSource>? configurationOverrides = null,
        bool startSiloOnNewPort = false)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return cluster.StartSiloAsync(instanceNumber, clusterOptions, configurationOverrides, startSiloOnNewPort);
    }

    /// <summary>Starts a silo with a number.</summary>
    public async Task<SiloHandle> StartSiloAsync(
        int instanceNumber,
        TestClusterOptions clusterOptions,
        IReadOnlyList<IConfigurationSource>? configurationOverrides = null,
        bool startSiloOnNewPort = false)
    {
        ArgumentNullException.ThrowIfNull(clusterOptions);
        var name = instanceNumber == 0
            ? "Primary"
            : string.Create(CultureInfo.InvariantCulture, $"Secondary_{instanceNumber}");
        var (siloPort, gatewayPort) = ChoosePorts(instanceNumber, clusterOptions, startSiloOnNewPort);
        var builder = new ConfigurationBuilder();
        foreach (var source in ConfigurationSources) builder.Add(source);
        builder.Add(new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>(clusterOptions.ToDictionary())
            {
                [TestHosts.SiloNameKey] = name,
                [TestHosts.SiloPortKey] = siloPort.ToString(CultureInfo.InvariantCulture),
                [TestHosts.GatewayPortKey] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            },
        });
        foreach (var source in configurationOverrides ?? []) builder.Add(source);
        var handle = await _createSilo(name, builder.Build()).ConfigureAwait(false);
        handle.ClusterOptions = clusterOptions;
        handle.InstanceNumber = (short)instanceNumber;
        lock (_lock) _silos = [.. _silos.Add(handle).OrderBy(silo => silo.InstanceNumber)];
        return handle;
    }

    /// <summary>Connects a client.</summary>
    public async Task InitializeClientAsync()
    {
        await StopClusterClientAsync().ConfigureAwait(false);
        var builder = new ConfigurationBuilder();
        foreach (var source in ConfigurationSources) builder.Add(source);
        builder.Add(new MemoryConfigurationSource { InitialData = Options.ToDictionary() });
        _client = await TestHosts.StartClientAsync(builder.Build()).ConfigureAwait(false);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;

        _isDisposed = true;
        await IgnoreAsync(StopClusterClientAsync()).ConfigureAwait(false);
        foreach (var silo in Current.Reverse()) await IgnoreAsync(silo.DisposeAsync().AsTask()).ConfigureAwait(false);
        lock (_lock) _silos = [];
        TestFabric.Remove(Options.ClusterId);
        PortAllocator.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task<SiloHandle> CreateInProcessAsync(string name, IConfiguration configuration) =>
        await InProcessSiloHandle.CreateAsync(name, configuration).ConfigureAwait(false);

    // A test is over; what still fails on the way down is not its subject.
    private static async Task IgnoreAsync(Task task) =>
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private (int Silo, int Gateway) ChoosePorts(int instanceNumber, TestClusterOptions options, bool onNewPort)
    {
        var (silo, gateway) = onNewPort || instanceNumber >= Math.Max(options.InitialSilosCount, (short)3)
            ? PortAllocator.AllocateConsecutivePortPairs(1)
            : (options.BaseSiloPort + instanceNumber, options.BaseGatewayPort + instanceNumber);
        return (silo, options.GatewayPerSilo || instanceNumber == 0 ? gateway : 0);
    }
}
