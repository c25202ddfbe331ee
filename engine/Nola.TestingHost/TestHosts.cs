using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nola.Runtime.Networking;
using Nola.Runtime.Placement;
using Nola.Runtime.Scheduling;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Makes the hosts of test clusters.</summary>
internal static class TestHosts
{
    public const string SiloNameKey = "SiloName";
    public const string SiloPortKey = "SiloPort";
    public const string GatewayPortKey = "GatewayPort";

    // Short, so that tests of failures are: silos in one process find a death by broken connections, not by silence.
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMilliseconds(500);

    public static async Task<InProcessSiloHandle> StartSiloAsync(
        string siloName, IConfiguration configuration, Action<IHostBuilder>? postConfigure)
    {
        var options = configuration.GetTestClusterOptions();
        var killSwitch = new KillSwitch();
        var builder = CreateBuilder(configuration, siloName);
        builder.UseOrleans(silo =>
        {
            ConfigureSilo(silo, siloName, PortsOf(configuration), options);
            silo.Services.Replace(ServiceDescriptor.Singleton<ITurnPool>(killSwitch));
        });
        foreach (var configurator in CreateConfigurators(options.SiloBuilderConfiguratorTypes))
        {
            (configurator as IHostConfigurator)?.Configure(builder);
            if (configurator is ISiloConfigurator siloConfigurator) builder.UseOrleans(siloConfigurator.Configure);
        }

        postConfigure?.Invoke(builder);
        return await StartAsync(builder.Build(), killSwitch).ConfigureAwait(false);
    }

    public static async Task<InProcessSiloHandle> StartAsync(IHost host, KillSwitch killSwitch)
    {
        try
        {
            await host.StartAsync().ConfigureAwait(false);
            return InProcessSiloHandle.Create(host, killSwitch);
        }
        catch
        {
            await DisposeAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    public static async Task<IHost> StartClientAsync(IConfiguration configuration)
    {
        var options = configuration.GetTestClusterOptions();
        var builder = CreateBuilder(configuration, "TestClusterClient");
        builder.UseOrleansClient(client => ConfigureClient(
            client, options.ClusterId, options.ServiceId, options.ConnectionTransport));
        foreach (var configurator in CreateConfigurators(options.ClientBuilderConfiguratorTypes))
        {
            (configurator as IHostConfigurator)?.Configure(builder);
            if (configurator is IClientBuilderConfigurator clientConfigurator)
            {
                builder.UseOrleansClient(client => clientConfigurator.Configure(configuration, client));
            }
        }

        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        return host;
    }

    public static void ConfigureClient(
        IClientBuilder client, string clusterId, string serviceId, ConnectionTransportType transport)
    {
        var fabric = TestFabric.Of(clusterId);
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (clusterId, serviceId));
        if (transport != ConnectionTransportType.TcpSocket)
        {
            client.Services.AddSingleton<ITransport>(fabric.Network);
        }

        client.Services.AddSingleton<IMembershipTable>(fabric.Table);
        ClientParts.UseTableGateways(client.Services);
    }

    public static void ConfigureSilo(
        ISiloBuilder silo, string siloName, (int Silo, int Gateway) ports, TestClusterOptions options)
    {
        var fabric = TestFabric.Of(options.ClusterId);
        silo.Configure<SiloOptions>(o => o.SiloName = siloName);
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
        silo.Configure<EndpointOptions>(o =>
        {
            o.AdvertisedIPAddress = IPAddress.Loopback;
            (o.SiloPort, o.GatewayPort) = ports;
        });
        silo.Configure<ClusterMembershipOptions>(o => o.LeaseDuration = LeaseDuration);
        if (options.ConnectionTransport != ConnectionTransportType.TcpSocket)
        {
            silo.Services.AddSingleton<ITransport>(fabric.Network);
        }

        if (options.UseTestClusterMembership) silo.Services.AddSingleton<IMembershipTable>(fabric.Table);
        ClusterParts.AddTo(silo.Services);
    }

    public static async Task DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }

    private static (int Silo, int Gateway) PortsOf(IConfiguration configuration) => (
        int.Parse(configuration[SiloPortKey]!, CultureInfo.InvariantCulture),
        int.Parse(configuration[GatewayPortKey]!, CultureInfo.InvariantCulture));

    private static HostBuilder CreateBuilder(IConfiguration configuration, string applicationName)
    {
        var builder = new HostBuilder();
        builder.Properties[TestClusterExtensions.ConfigurationProperty] = configuration;
        builder.ConfigureHostConfiguration(host => host.AddConfiguration(configuration));
        builder.ConfigureHostConfiguration(host => host.AddInMemoryCollection(
            new Dictionary<string, string?> { [HostDefaults.ApplicationKey] = applicationName }));
        return builder;
    }

    private static IEnumerable<object> CreateConfigurators(IEnumerable<string?> typeNames)
    {
        foreach (var name in typeNames)
        {
            if (string.IsNullOrWhiteSpace(name)) continue;

            var type = Type.GetType(name, throwOnError: true)!;
            yield return Activator.CreateInstance(type)
                ?? throw new InvalidOperationException($"{type} cannot be created.");
        }
    }
}
