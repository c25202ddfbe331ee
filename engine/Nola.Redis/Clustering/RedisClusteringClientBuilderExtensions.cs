using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Redis.Clustering;
using Nola.Runtime.Placement;
using Orleans;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Clusters whose gateways are found in Redis.</summary>
public static class RedisClusteringClientBuilderExtensions
{
    /// <summary>Finds the gateways in Redis.</summary>
    public static IClientBuilder UseRedisClustering(
        this IClientBuilder builder, Action<RedisClusteringOptions> configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configuration);
        builder.Services.TryAddSingleton<IMembershipTable, RedisMembershipTable>();
        ClientParts.UseTableGateways(builder.Services);
        return builder;
    }

    /// <summary>Finds the gateways in Redis.</summary>
    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options =>
            options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
