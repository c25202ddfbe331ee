namespace ShopActors.Hosting;

/// <summary>The Redis server that holds the membership table of a cluster, and nothing else.</summary>
public sealed class RedisSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Redis";

    /// <summary>
    /// The connection string in StackExchange.Redis' syntax. Used only with <see cref="ClusterMode.Cluster"/>.
    /// </summary>
    /// <value>Default: 127.0.0.1:6379.</value>
    public string ConnectionString { get; set; } = "127.0.0.1:6379";
}
