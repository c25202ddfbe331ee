using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Hosting;
using Nola.Runtime.Membership;
using Nola.Runtime.Placement;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Clusters for development, whose membership is in the memory of their primary silo.</summary>
public static class CoreHostingExtensions
{
    private const string DefaultId = "dev";

    /// <summary>
    /// Makes the silo one of a cluster on this machine: the primary, or with <paramref name="primarySiloEndpoint"/> one
    /// that joins it. It listens on loopback at both ports.
    /// </summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
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
        return builder.UseDevelopmentClustering(primarySiloEndpoint ?? new IPEndPoint(IPAddress.Loopback, siloPort));
    }

    /// <summary>Makes the silo one of a development cluster; without an endpoint it is the primary.</summary>
    public static ISiloBuilder UseDevelopmentClustering(this ISiloBuilder builder, IPEndPoint? primarySiloEndpoint) =>
        builder.UseDevelopmentClustering((DevelopmentClusterMembershipOptions options) =>
            options.PrimarySiloEndpoint = primarySiloEndpoint);

    /// <summary>Makes the silo one of a development cluster.</summary>
    public static ISiloBuilder UseDevelopmentClustering(
        this ISiloBuilder builder, Action<DevelopmentClusterMembershipOptions> configureOptions) =>
        builder.UseDevelopmentClustering((OptionsBuilder<DevelopmentClusterMembershipOptions> options) =>
            options.Configure(configureOptions));

    /// <summary>
    /// Makes the silo one of a development cluster. Its membership is in the memory of the primary silo and lost with it.
    /// Without a configured <see cref="ClusterSecurityOptions.ClusterSecret"/> every endpoint has to be on loopback.
    /// </summary>
    public static ISiloBuilder UseDevelopmentClustering(
        this ISiloBuilder builder, Action<OptionsBuilder<DevelopmentClusterMembershipOptions>>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        configureOptions?.Invoke(builder.Services.AddOptions<DevelopmentClusterMembershipOptions>());

        // Loopback unless another address is asked for: the default, this machine's own, would need a secret.
        builder.Services.PostConfigure<EndpointOptions>(options => options.AdvertisedIPAddress ??= IPAddress.Loopback);
        builder.Services.TryAddSingleton<IMembershipTable>(static services =>
            ActivatorUtilities.CreateInstance<DevelopmentMembershipTable>(services, ClusterParts.TimeOf(services)));
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Transient<IConfigurationValidator, DevelopmentClusteringValidator>());
        ClusterParts.AddTo(builder.Services);
        return builder;
    }

    /// <summary>Changes nothing: which silo has a grain is computed, and no directory can say otherwise.</summary>
    public static ISiloBuilder AddDistributedGrainDirectory(this ISiloBuilder siloBuilder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(siloBuilder);
        return siloBuilder;
    }

    /// <summary>
    /// Makes spans of calls for whoever listens to <c>Microsoft.Orleans.Application</c> and
    /// <c>Microsoft.Orleans.Runtime</c>, and sends the caller's span along. Costs nothing while nobody listens.
    /// </summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        HostServices.AddTracing(builder.Services);
        return builder;
    }
}
