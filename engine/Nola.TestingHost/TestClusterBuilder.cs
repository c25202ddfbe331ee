using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Orleans.TestingHost;

/// <summary>Builds a cluster of silos in this process.</summary>
public class TestClusterBuilder
{
    private static int _clusterCount;

    private readonly List<Action<IConfigurationBuilder>> _hostConfiguration = [];
    private readonly List<Action> _builderActions = [];
    private Func<string, IConfiguration, Task<SiloHandle>>? _createSiloAsync;

    /// <summary>A cluster of two silos.</summary>
    public TestClusterBuilder()
        : this(2)
    {
    }

    /// <summary>A cluster of some silos.</summary>
    public TestClusterBuilder(short initialSilosCount)
    {
        Options = new TestClusterOptions
        {
            InitialSilosCount = initialSilosCount,
            ClusterId = CreateClusterId(),
            ServiceId = CreateClusterId(),
        };
    }

    /// <summary>Further values of the cluster's configuration.</summary>
    public Dictionary<string, string?> Properties { get; } = [];

    /// <summary>What the cluster is like.</summary>
    public TestClusterOptions Options { get; }

    /// <summary>Finds ports.</summary>
    public ITestClusterPortAllocator PortAllocator { get; set; } = new TestClusterPortAllocator();

    /// <summary>Creates silos in another way.</summary>
    public Func<string, IConfiguration, Task<SiloHandle>> CreateSiloAsync
    {
        set
        {
            _createSiloAsync = value;

            // Whoever creates silos may do so in other processes.
            Options.ConnectionTransport = ConnectionTransportType.TcpSocket;
        }
    }

    /// <summary>An id that no other cluster of this process has.</summary>
    public static string CreateClusterId() => string.Create(
        CultureInfo.InvariantCulture,
        $"testcluster-{Environment.ProcessId}-{Interlocked.Increment(ref _clusterCount)}");

    /// <summary>Runs an action when the cluster is built.</summary>
    public TestClusterBuilder ConfigureBuilder(Action configureDelegate)
    {
        _builderActions.Add(configureDelegate);
        return this;
    }

    /// <summary>Adds to the configuration of all hosts.</summary>
    public TestClusterBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate)
    {
        _hostConfiguration.Add(configureDelegate);
        return this;
    }

    /// <summary>
    /// Adds a configurator of silos: an <see cref="ISiloConfigurator"/>, <see cref="IHostConfigurator"/> or both.
    /// </summary>
    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        Require<T>(typeof(ISiloConfigurator), typeof(IHostConfigurator));
        Options.SiloBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    /// <summary>
    /// Adds a configurator of the client: an <see cref="IClientBuilderConfigurator"/>, <see cref="IHostConfigurator"/>
    /// or both.
    /// </summary>
    public TestClusterBuilder AddClientBuilderConfigurator<T>()
        where T : new()
    {
        Require<T>(typeof(IClientBuilderConfigurator), typeof(IHostConfigurator));
        Options.ClientBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    /// <summary>Builds the cluster, which is deployed next.</summary>
    public TestCluster Build()
    {
        foreach (var action in _builderActions) action();
        if (Options.BaseSiloPort == 0 || Options.BaseGatewayPort == 0)
        {
            var count = Math.Max(Options.InitialSilosCount, (short)3);
            (Options.BaseSiloPort, Options.BaseGatewayPort) = PortAllocator.AllocateConsecutivePortPairs(count);
        }

        var configuration = new ConfigurationBuilder();
        configuration.Add(new MemoryConfigurationSource { InitialData = Options.ToDictionary() });
        configuration.Add(new MemoryConfigurationSource { InitialData = Properties });
        foreach (var configure in _hostConfiguration) configure(configuration);
        var cluster = new TestCluster(Options, [.. configuration.Sources], PortAllocator);
        if (_createSiloAsync is not null) cluster.CreateSiloAsync = _createSiloAsync;
        return cluster;
    }

    private static void Require<T>(params Type[] interfaces)
    {
        if (!Array.Exists(interfaces, type => type.IsAssignableFrom(typeof(T))))
        {
            throw new ArgumentException(
                $"{typeof(T)} implements none of {string.Join(", ", interfaces.Select(type => type.Name))}.");
        }
    }
}
