using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Hosting;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Clusters of one machine.</summary>
public static class CoreHostingExtensions
{
    private const string DefaultId = "dev";

    /// <summary>Makes the silo one of a cluster on this machine; by default its only one.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointDefaults.SiloPort,
        int gatewayPort = EndpointDefaults.GatewayPort,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = DefaultId,
        string clusterId = DefaultId)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        builder.Services.PostConfigure<ClusterOptions>(options =>
        {
            if (serviceId != DefaultId || string.IsNullOrWhiteSpace(options.ServiceId)) options.ServiceId = serviceId;
            if (clusterId != DefaultId || string.IsNullOrWhiteSpace(options.ClusterId)) options.ClusterId = clusterId;
        });
        builder.Services.TryAddSingleton<ClusteringMarker>();
        return builder;
    }

    /// <summary>Where a silo listens and how others reach it.</summary>
    private static class EndpointDefaults
    {
        public const int SiloPort = 11111;
        public const int GatewayPort = 30000;
    }
}
