namespace Orleans.Configuration;

/// <summary>Names the cluster and the service.</summary>
public sealed class ClusterOptions
{
    /// <summary>The cluster: silos and clients of one deployment share it.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service: it outlives deployments and prefixes storage keys.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string ServiceId { get; set; } = "default";
}
