using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>What a test cluster is like that is configured by delegates.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>The cluster's id.</summary>
    public string ClusterId { get; set; } = string.Empty;

    /// <summary>The service's id.</summary>
    public string ServiceId { get; set; } = string.Empty;

    /// <summary>The number of silos to begin with.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Whether a client is connected when the cluster is deployed.</summary>
    /// <value>Default: true.</value>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Not used: logging is what the delegates make of it.</summary>
    /// <value>Default: true.</value>
    public bool ConfigureFileLogging { get; set; } = true;

    /// <summary>Whether every silo is taken to host every grain type.</summary>
    /// <value>Default: true.</value>
    public bool AssumeHomogenousSilosForTesting { get; set; } = true;

    /// <summary>Whether every silo is a gateway, not only the first.</summary>
    /// <value>Default: true.</value>
    public bool GatewayPerSilo { get; set; } = true;

    /// <summary>Whether figures of the machine are used.</summary>
    /// <value>Default: false.</value>
    public bool UseRealEnvironmentStatistics { get; set; }

    /// <summary>Not used: grains belong to silos by the ring.</summary>
    /// <value>Default: true.</value>
    [Experimental("ORLEANSEXP003")]
    public bool UseDistributedGrainDirectory { get; set; } = true;

    /// <summary>Configure the silos' hosts.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates
    {
        get;
    } = [];

    /// <summary>Configure the client's host.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}
