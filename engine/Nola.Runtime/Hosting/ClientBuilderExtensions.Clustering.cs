using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Placement;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Orleans.Hosting;

// Clusters whose gateways a client knows from the start.
public static partial class ClientBuilderExtensions
{
    private const string DefaultId = "dev";

    /// <summary>Connects to a cluster on this machine.</summary>
    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder,
        int gatewayPort = 30000,
        string serviceId = DefaultId,
        string clusterId = DefaultId) =>
        builder.UseLocalhostClustering([gatewayPort], serviceId, clusterId);

    /// <summary>Connects to a cluster on this machine.</summary>
    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder, int[] gatewayPorts, string serviceId = DefaultId, string clusterId = DefaultId)
    {
        ArgumentNullException.ThrowIfNull(gatewayPorts);
        builder.UseStaticClustering([.. gatewayPorts.Select(port => new IPEndPoint(IPAddress.Loopback, port))]);
        builder.Services.PostConfigure<ClusterOptions>(options =>
        {
            if (serviceId != DefaultId || string.IsNullOrWhiteSpace(options.ServiceId)) options.ServiceId = serviceId;
            if (clusterId != DefaultId || string.IsNullOrWhiteSpace(options.ClusterId)) options.ClusterId = clusterId;
        });
        return builder;
    }

    /// <summary>Connects to given gateways.</summary>
    public static IClientBuilder UseStaticClustering(this IClientBuilder builder, params IPEndPoint[] endpoints) =>
        builder.UseStaticClustering(options => options.Gateways = [.. endpoints.Select(ToGatewayUri)]);

    /// <summary>Connects to given gateways.</summary>
    public static IClientBuilder UseStaticClustering(
        this IClientBuilder builder, Action<StaticGatewayListProviderOptions> configureOptions) =>
        builder.UseStaticClustering((OptionsBuilder<StaticGatewayListProviderOptions> options) =>
            options.Configure(configureOptions));

    /// <summary>Connects to given gateways.</summary>
    public static IClientBuilder UseStaticClustering(
        this IClientBuilder builder, Action<OptionsBuilder<StaticGatewayListProviderOptions>> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);
        configureOptions(builder.Services.AddOptions<StaticGatewayListProviderOptions>());
        builder.Services.TryAddSingleton<IGatewayListProvider, StaticGatewayListProvider>();
        return builder;
    }

    private static Uri ToGatewayUri(IPEndPoint endpoint) =>
        new(string.Create(CultureInfo.InvariantCulture, $"gwy.tcp://{endpoint}/0"));
}
