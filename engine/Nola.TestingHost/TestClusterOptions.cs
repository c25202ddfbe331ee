using System.Globalization;

namespace Orleans.TestingHost;

/// <summary>What a test cluster is like.</summary>
public class TestClusterOptions
{
    internal const string Section = "Orleans";

    /// <summary>The cluster's id.</summary>
    public string ClusterId { get; set; } = string.Empty;

    /// <summary>The service's id.</summary>
    public string ServiceId { get; set; } = string.Empty;

    /// <summary>The first silo's port.</summary>
    public int BaseSiloPort { get; set; }

    /// <summary>The first silo's gateway port.</summary>
    public int BaseGatewayPort { get; set; }

    /// <summary>Whether the cluster's own membership table is used.</summary>
    /// <value>Default: true.</value>
    public bool UseTestClusterMembership { get; set; } = true;

    /// <summary>Whether figures of the machine are used.</summary>
    /// <value>Default: false.</value>
    public bool UseRealEnvironmentStatistics { get; set; }

    /// <summary>Whether a client is connected when the cluster is deployed.</summary>
    /// <value>Default: true.</value>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>The number of silos to begin with.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Not used: silos run in this process.</summary>
    public string? ApplicationBaseDirectory { get; set; }

    /// <summary>Not used: logging is what the configurators make of it.</summary>
    /// <value>Default: true.</value>
    public bool ConfigureFileLogging { get; set; } = true;

    /// <summary>Whether every silo is taken to host every grain type.</summary>
    /// <value>Default: true.</value>
    public bool AssumeHomogenousSilosForTesting { get; set; } = true;

    /// <summary>Whether every silo is a gateway, not only the first.</summary>
    /// <value>Default: true.</value>
    public bool GatewayPerSilo { get; set; } = true;

    /// <summary>The types of the silos' configurators, by assembly-qualified name.</summary>
    public List<string?> SiloBuilderConfiguratorTypes { get; } = [];

    /// <summary>The types of the client's configurators, by assembly-qualified name.</summary>
    public List<string?> ClientBuilderConfiguratorTypes { get; } = [];

    /// <summary>How the hosts are connected.</summary>
    /// <value>Default: in memory.</value>
    public ConnectionTransportType ConnectionTransport { get; set; } = ConnectionTransportType.InMemory;

    /// <summary>The options as configuration.</summary>
    public Dictionary<string, string?> ToDictionary()
    {
        var values = new Dictionary<string, string?>
        {
            [$"{Section}:{nameof(ClusterId)}"] = ClusterId,
            [$"{Section}:{nameof(ServiceId)}"] = ServiceId,
            [nameof(BaseSiloPort)] = BaseSiloPort.ToString(CultureInfo.InvariantCulture),
            [nameof(BaseGatewayPort)] = BaseGatewayPort.ToString(CultureInfo.InvariantCulture),
            [nameof(UseTestClusterMembership)] = UseTestClusterMembership.ToString(),
            [nameof(UseRealEnvironmentStatistics)] = UseRealEnvironmentStatistics.ToString(),
            [nameof(InitializeClientOnDeploy)] = InitializeClientOnDeploy.ToString(),
            [nameof(InitialSilosCount)] = InitialSilosCount.ToString(CultureInfo.InvariantCulture),
            [nameof(ApplicationBaseDirectory)] = ApplicationBaseDirectory,
            [nameof(ConfigureFileLogging)] = ConfigureFileLogging.ToString(),
            [nameof(AssumeHomogenousSilosForTesting)] = AssumeHomogenousSilosForTesting.ToString(),
            [nameof(GatewayPerSilo)] = GatewayPerSilo.ToString(),
            [nameof(ConnectionTransport)] = ConnectionTransport.ToString(),
        };
        AddList(values, nameof(SiloBuilderConfiguratorTypes), SiloBuilderConfiguratorTypes);
        AddList(values, nameof(ClientBuilderConfiguratorTypes), ClientBuilderConfiguratorTypes);
        return values;
    }

    private static void AddList(Dictionary<string, string?> values, string name, List<string?> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            values[string.Create(CultureInfo.InvariantCulture, $"{name}:{i}")] = list[i];
        }
    }
}
