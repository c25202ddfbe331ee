namespace Orleans.Configuration;

/// <summary>Load figures between silos.</summary>
public sealed class DeploymentLoadPublisherOptions
{
    /// <summary>How often a silo publishes its load.</summary>
    /// <value>Default: 1 s.</value>
    public TimeSpan DeploymentLoadPublisherRefreshTime { get; set; } = TimeSpan.FromSeconds(1);
}
