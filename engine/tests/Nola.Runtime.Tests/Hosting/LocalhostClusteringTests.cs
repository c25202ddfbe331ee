using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nola.LocalSilo;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Hosting;

public sealed class LocalhostClusteringTests
{
    private const int Grains = 64;

    [Fact]
    public async Task Client_OfAnotherProcess_ReachesTheSilo()
    {
        await using var silo = await LocalSiloProcess.StartAsync();
        using var client = await ConnectAsync(silo.GatewayPort);

        Assert.Equal(silo.Id, await GrainOf(client, 1).ProcessId());
        await client.StopAsync();
        Assert.Equal(0, await silo.StopAsync());
    }

    [Fact]
    public async Task Observer_OfAClient_IsToldByGrainsOfAllSilos()
    {
        await using var primary = await LocalSiloProcess.StartAsync();
        await using var secondary = await LocalSiloProcess.StartAsync(primary.SiloPort);
        using var client = await ConnectAsync(primary.GatewayPort);
        var observer = new Recorder();
        var reference = client.Services.GetRequiredService<IClusterClient>()
            .CreateObjectReference<IProcessObserver>(observer);

        await Task.WhenAll(Enumerable.Range(0, Grains).Select(key => GrainOf(client, key).Tell(reference, $"{key}")));

        Assert.Equal(Grains, observer.Told.Select(told => told.Text).Distinct().Count());
        Assert.Equal(
            new[] { primary.Id, secondary.Id }.Order(), observer.Told.Select(told => told.ProcessId).Distinct().Order());
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task SecondSilo_WithThePrimarysEndpoint_SharesTheGrainsAndGivesThemBack()
    {
        await using var primary = await LocalSiloProcess.StartAsync();
        await using var secondary = await LocalSiloProcess.StartAsync(primary.SiloPort);
        using var client = await ConnectAsync(primary.GatewayPort);

        var hosts = await HostsAsync(client);
        Assert.Equal([primary.Id, secondary.Id], hosts.Distinct().Order(Comparer(primary.Id)));
        var there = hosts.IndexOf(secondary.Id);
        Assert.Equal(secondary.Id, await GrainOf(client, hosts.IndexOf(primary.Id)).ProcessIdOf(there));

        Assert.Equal(0, await secondary.StopAsync());
        Assert.Equal([primary.Id], (await HostsAsync(client)).Distinct());
    }

    [Fact]
    public async Task SecondSilo_Killed_LeavesItsGrainsToThePrimary()
    {
        await using var primary = await LocalSiloProcess.StartAsync();
        await using var secondary = await LocalSiloProcess.StartAsync(primary.SiloPort);
        using var client = await ConnectAsync(primary.GatewayPort);
        await HostsAsync(client);

        await secondary.KillAsync();

        Assert.Equal([primary.Id], (await HostsAfterKillAsync(client)).Distinct());
    }

    [Theory]
    [InlineData("10.0.0.1", null, null)]
    [InlineData("127.0.0.1", "0.0.0.0", null)]
    [InlineData("127.0.0.1", null, "10.0.0.1")]
    public async Task Start_ReachableFromOutsideWithoutASecret_IsRefused(string advertised, string? listening, string? primary)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo
            .UseDevelopmentClustering(primary is null ? null : new IPEndPoint(IPAddress.Parse(primary), 1))
            .Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Parse(advertised);
                options.GatewayListeningEndpoint = listening is null ? null : new IPEndPoint(IPAddress.Parse(listening), 1);
            }));
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());

        Assert.Contains("ClusterSecret", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<IHost> ConnectAsync(int gatewayPort)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static IProcessGrain GrainOf(IHost client, long key) =>
        client.Services.GetRequiredService<IClusterClient>().GetGrain<IProcessGrain>(key);

    private static async Task<List<int>> HostsAsync(IHost client) =>
        [.. await Task.WhenAll(Enumerable.Range(0, Grains).Select(key => GrainOf(client, key).ProcessId()))];

    // What was written to the dead silo before its connection was seen to end may have been executed, and says so.
    private static async Task<List<int>> HostsAfterKillAsync(IHost client)
    {
        try
        {
            return await HostsAsync(client);
        }
        catch (SiloUnavailableException)
        {
            return await HostsAsync(client);
        }
    }

    private sealed class Recorder : IProcessObserver
    {
        public System.Collections.Concurrent.ConcurrentBag<(int ProcessId, string Text)> Told { get; } = [];

        Task IProcessObserver.Told(int processId, string text)
        {
            Told.Add((processId, text));
            return Task.CompletedTask;
        }
    }

    private static Comparer<int> Comparer(int first) =>
        Comparer<int>.Create((a, b) => a == b ? 0 : a == first ? -1 : b == first ? 1 : a.CompareTo(b));
}
