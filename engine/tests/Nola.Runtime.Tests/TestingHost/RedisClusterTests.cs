using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class RedisClusterTests(RedisServer redis) : IClassFixture<RedisServer>
{
    [RedisFact]
    public async Task Hosts_OverTcpWithRedis_FormAClusterThatAClientUses()
    {
        redis.Require();
        var allocator = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = allocator.AllocateConsecutivePortPairs(2);
        using var first = CreateSilo(siloPort, gatewayPort);
        using var second = CreateSilo(siloPort + 1, gatewayPort + 1);
        await first.StartAsync();
        await second.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(options => options.ClusterId = "tcp")
            .UseRedisClustering(redis.ConnectionString));
        using var client = builder.Build();
        await client.StartAsync();
        var factory = (IClusterClient)client.Services.GetService(typeof(IClusterClient))!;

        var places = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => factory.GetGrain<IPlaceGrain>(i).GetSilo()));
        await second.StopAsync();
        var after = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => factory.GetGrain<IPlaceGrain>(i).GetSilo()));

        Assert.Equal(2, places.Distinct().Count());
        Assert.Single(after.Distinct());
        await client.StopAsync();
        await first.StopAsync();
    }

    private IHost CreateSilo(int siloPort, int gatewayPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => options.ClusterId = "tcp")
            .ConfigureEndpoints(System.Net.IPAddress.Loopback, siloPort, gatewayPort)
            .UseRedisClustering(redis.ConnectionString));
        return builder.Build();
    }
}
