using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Redis.Clustering;
using Nola.Runtime.Placement;
using Orleans;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Clusters whose membership is in Redis.</summary>
public static class RedisClusteringSiloBuilderExtensions
{
    /// <summary>Keeps the membership in Redis.</summary>
    public static ISiloBuilder UseRedisClustering(
        this ISiloBuilder builder, Action<RedisClusteringOptions> configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configuration);
        builder.Services.TryAddSingleton<IMembershipTable, RedisMembershipTable>();
        ClusterParts.AddTo(builder.Services);
        return builder;
    }

    /// <summary>Keeps the membership in Redis.</summary>
    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options =>
            options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
