using Orleans.Configuration;
using StackExchange.Redis;

namespace Orleans.Clustering.Redis;

/// <summary>Where the membership table is.</summary>
public class RedisClusteringOptions
{
    /// <summary>How to connect.</summary>
    /// <value>Default: null; either this or <see cref="CreateMultiplexer"/> has to be set.</value>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Makes the connection, and tells whether it is shared and so not to be closed.</summary>
    /// <value>Default: <see cref="DefaultCreateMultiplexer"/>.</value>
    public Func<RedisClusteringOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer
    {
        get;
        set;
    } = DefaultCreateMultiplexer;

    /// <summary>Makes the key of the table.</summary>
    /// <value>Default: <see cref="DefaultCreateRedisKey"/>.</value>
    public Func<ClusterOptions, RedisKey> CreateRedisKey { get; set; } = DefaultCreateRedisKey;

    /// <summary>How long the table outlives its last change; for tests.</summary>
    /// <value>Default: null, which is for ever.</value>
    public TimeSpan? EntryExpiry { get; set; }

    /// <summary>Connects as <see cref="ConfigurationOptions"/> say.</summary>
    public static async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(
        RedisClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var configuration = options.ConfigurationOptions
            ?? throw new Runtime.OrleansConfigurationException("Redis clustering has no ConfigurationOptions.");
        return (await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false), false);
    }

    /// <summary>The key <c>{ServiceId}/members/{ClusterId}</c>.</summary>
    public static RedisKey DefaultCreateRedisKey(ClusterOptions clusterOptions)
    {
        ArgumentNullException.ThrowIfNull(clusterOptions);
        return $"{clusterOptions.ServiceId}/members/{clusterOptions.ClusterId}";
    }
}
