namespace Orleans.TestingHost;

/// <summary>What is one silo's own.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>The silo's name.</summary>
    public string SiloName { get; set; } = string.Empty;

    /// <summary>The silo's port.</summary>
    public int SiloPort { get; set; }

    /// <summary>The silo's gateway port; 0 if it is no gateway.</summary>
    public int GatewayPort { get; set; }

    internal short InstanceNumber { get; init; }

    /// <summary>The options of a silo with a number.</summary>
    public static InProcessTestSiloSpecificOptions Create(
        InProcessTestCluster testCluster,
        InProcessTestClusterOptions testClusterOptions,
        int instanceNumber,
        bool assignNewPort = false)
    {
        ArgumentNullException.ThrowIfNull(testCluster);
        ArgumentNullException.ThrowIfNull(testClusterOptions);
        var (siloPort, gatewayPort) = testCluster.ChoosePorts(instanceNumber, assignNewPort);
        return new InProcessTestSiloSpecificOptions
        {
            SiloName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Silo_{instanceNumber}"),
            SiloPort = siloPort,
            GatewayPort = testClusterOptions.GatewayPerSilo || instanceNumber == 0 ? gatewayPort : 0,
            InstanceNumber = (short)instanceNumber,
        };
    }
}
