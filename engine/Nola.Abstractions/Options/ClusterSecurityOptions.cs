namespace Orleans.Configuration;

/// <summary>How members of the cluster know each other. An addition of Nola, configured as <c>Orleans:ClusterSecret</c>.</summary>
public sealed class ClusterSecurityOptions
{
    /// <summary>What silos and clients of the cluster must know to be let in.</summary>
    /// <value>Default: null, which trusts everybody who can reach the silo's ports.</value>
    public string? ClusterSecret { get; set; }
}
