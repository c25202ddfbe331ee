using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Nola.Runtime.Placement.Directors;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement;

/// <summary>The services by which a silo is one of a cluster. They need an <see cref="IMembershipTable"/>.</summary>
internal static class ClusterParts
{
    /// <summary>The key of the time that membership and messaging run by, where it is not the system's.</summary>
    public const string TimeKey = "Membership";

    private const string SecretKey = "Orleans:ClusterSecret";

    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton<ITransport, TcpTransport>();
        services.TryAddSingleton<InterfaceIds>();
        services.TryAddSingleton(CreateMessageOptions);
        AddSecurity(services);
        services.TryAddSingleton(CreateMessageCenter);
        services.TryAddSingleton<IMessageCenter>(s => s.GetRequiredService<MessageCenter>());
        services.TryAddSingleton(CreateAgentOptions);
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<MembershipAgent>(s, TimeOf(s)));
        services.TryAddSingleton<ClusterMembershipService>();
        services.TryAddSingleton<IClusterMembershipService>(s => s.GetRequiredService<ClusterMembershipService>());
        services.TryAddSingleton<ISiloStatusOracle>(s => s.GetRequiredService<ClusterMembershipService>());
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<RangeHandover>(s, TimeOf(s)));
        services.TryAddSingleton<IPlacementDecisions, PlacementDecisions>();
        AddDirectors(services);
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<SiloMetadataCache>(s, TimeOf(s)));
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<GrainDirectory>(s, TimeOf(s)));
        services.TryAddSingleton<ClientViews>();
        services.TryAddSingleton<RingLocator>();
        services.Replace(ServiceDescriptor.Singleton<IGrainLocator>(s => s.GetRequiredService<RingLocator>()));
        services.TryAddSingleton<SiloCluster>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, ClusterLifecycle>());
    }

    private static void AddDirectors(IServiceCollection services)
    {
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<SiloLoads>(s, TimeOf(s)));
        services.TryAddKeyedSingleton<IPlacementDirector, RandomDirector>(typeof(RandomPlacement));
        services.TryAddKeyedSingleton<IPlacementDirector, PreferLocalDirector>(typeof(PreferLocalPlacement));
        services.TryAddKeyedSingleton<IPlacementDirector, HashDirector>(typeof(HashBasedPlacement));
        services.TryAddKeyedSingleton<IPlacementDirector, RoleDirector>(typeof(SiloRoleBasedPlacement));
        services.TryAddKeyedSingleton<IPlacementDirector, LeastLoadedDirector>(typeof(ActivationCountBasedPlacement));
        services.TryAddKeyedSingleton<IPlacementDirector, ResourceOptimizedDirector>(typeof(ResourceOptimizedPlacement));
    }

    public static void AddSecurity(IServiceCollection services) =>
        services.AddOptions<ClusterSecurityOptions>().Configure<IServiceProvider>((options, s) =>
            options.ClusterSecret ??= s.GetService<IConfiguration>()?[SecretKey]);

    public static MessageCenter CreateMessageCenter(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<MessageCenter>(services, TimeOf(services));

    // Not the grains' time: a test that moves theirs must not make silos lose their leases.
    public static TimeProvider TimeOf(IServiceProvider services) =>
        services.GetKeyedService<TimeProvider>(TimeKey) ?? TimeProvider.System;

    private static MessageCenterOptions CreateMessageOptions(IServiceProvider services)
    {
        var silo = services.GetRequiredService<ILocalSiloDetails>();
        var endpoints = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        var listen = new List<IPEndPoint> { endpoints.SiloListeningEndpoint ?? silo.SiloAddress.Endpoint };
        if (endpoints.GatewayPort != 0)
        {
            listen.Add(endpoints.GatewayListeningEndpoint
                ?? new IPEndPoint(silo.SiloAddress.Endpoint.Address, endpoints.GatewayPort));
        }

        return new MessageCenterOptions
        {
            LocalAddress = silo.SiloAddress,
            ClusterId = silo.ClusterId,
            ListenEndpoints = listen,
            Secret = SecretOf(services),
            Security = services.GetService<IStreamSecurity>(),
            ResponseTimeout = messaging.ResponseTimeout,
            ForwardCountMax = messaging.MaxForwardCount,
            CancelsOverdueCalls = messaging.CancelRequestOnTimeout,
            PayloadLengthMax = (int)Math.Min(
                (long)messaging.MaxMessageHeaderSize + messaging.MaxMessageBodySize, int.MaxValue / 2),
        };
    }

    public static ReadOnlyMemory<byte> SecretOf(IServiceProvider services) => Encoding.UTF8.GetBytes(
        services.GetRequiredService<IOptions<ClusterSecurityOptions>>().Value.ClusterSecret ?? string.Empty);

    private static MembershipAgentOptions CreateAgentOptions(IServiceProvider services)
    {
        var silo = services.GetRequiredService<ILocalSiloDetails>();
        return new MembershipAgentOptions
        {
            Membership = services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value,
            SiloName = silo.Name,
            HostName = silo.DnsHostName,
            RoleName = (Assembly.GetEntryAssembly() ?? typeof(ClusterParts).Assembly).GetName().Name,
            GatewayPort = services.GetRequiredService<IOptions<EndpointOptions>>().Value.GatewayPort,
            Random = new Random(silo.SiloAddress.GetConsistentHashCode()),
        };
    }
}
