using Microsoft.Extensions.Options;
using Nola.Redis.Clustering;
using Orleans.Clustering.Redis;
using Orleans.Configuration;

namespace Nola.Runtime.Tests.Membership;

public sealed class RedisMembershipTableTests(RedisServer redis)
    : MembershipTableConformance, IClassFixture<RedisServer>
{
    private static int _tables;

    [RedisFact]
    public override Task ReadAll_NewTable_HasNoRowsAtVersionZero() =>
        base.ReadAll_NewTable_HasNoRowsAtVersionZero();

    [RedisFact]
    public override Task InsertRow_CurrentVersion_StoresAllOfItAndRaisesTheVersion() =>
        base.InsertRow_CurrentVersion_StoresAllOfItAndRaisesTheVersion();

    [RedisFact]
    public override Task InsertRow_Twice_IsRefused() =>
        base.InsertRow_Twice_IsRefused();

    [RedisFact]
    public override Task InsertRow_StaleVersion_IsRefusedAndChangesNothing() =>
        base.InsertRow_StaleVersion_IsRefusedAndChangesNothing();

    [RedisFact]
    public override Task UpdateRow_StaleTagOrVersion_IsRefused() =>
        base.UpdateRow_StaleTagOrVersion_IsRefused();

    [RedisFact]
    public override Task UpdateIAmAlive_ChangesTheTimeAndNeitherTagNorVersion() =>
        base.UpdateIAmAlive_ChangesTheTimeAndNeitherTagNorVersion();

    [RedisFact]
    public override Task UpdateRow_ManyAtOnce_AreTotallyOrdered() =>
        base.UpdateRow_ManyAtOnce_AreTotallyOrdered();

    [RedisFact]
    public override Task CleanupDefunctSiloEntries_RemovesOldDeadRowsOnly() =>
        base.CleanupDefunctSiloEntries_RemovesOldDeadRowsOnly();

    protected override async Task<IMembershipTable> CreateAsync()
    {
        redis.Require();
        var table = new RedisMembershipTable(
            Options.Create(new RedisClusteringOptions
            {
                ConfigurationOptions = StackExchange.Redis.ConfigurationOptions.Parse(redis.ConnectionString),
            }),
            Options.Create(new ClusterOptions { ClusterId = $"cluster-{Interlocked.Increment(ref _tables)}" }),
            TimeProvider.System);
        await table.InitializeMembershipTable(true);
        return table;
    }
}
