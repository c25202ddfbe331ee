using Microsoft.Extensions.Options;
using Nola.Redis.Clustering;
using Orleans.Clustering.Redis;
using Orleans.Configuration;

namespace Nola.Runtime.Tests.Membership;

public sealed class RedisMembershipTableTests(RedisServer redis)
    : MembershipTableConformance, IClassFixture<RedisServer>
{
    private static int _tables;

    protected override async Task<IMembershipTable> CreateAsync()
    {
        redis.Require();
        var table = new RedisMembershipTable(
            Options.Create(new RedisClusteringOptions
            {
                ConfigurationOptions = StackExchange.Redis.ConfigurationOptions.Parse(redis.ConnectionString),
            }),
            Options.Create(new ClusterOptions { ClusterId = $"cluster-{Interlocked.Increment(ref _tables)}" }));
        await table.InitializeMembershipTable(true);
        return table;
    }
}
