using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// The services by which a client takes part in a cluster. They need an <see cref="IGatewayListProvider"/>.
/// </summary>
internal static class ClientParts
{
    /// <summary>Adds them; the host says who the client is.</summary>
    public static void AddTo(IServiceCollection services, Func<IServiceProvider, SiloAddress> addressOf)
    {
        services.TryAddSingleton<ITransport, TcpTransport>();
        services.TryAddSingleton<InterfaceIds>();
        ClusterParts.AddSecurity(services);
        services.TryAddSingleton(s => CreateMessageOptions(s, addressOf(s)));
        services.TryAddSingleton(ClusterParts.CreateMessageCenter);
        services.TryAddSingleton<IMessageCenter>(s => s.GetRequiredService<MessageCenter>());
        services.TryAddSingleton<ClientDirectory>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ILifecycleParticipant<IClusterClientLifecycle>, ClientClusterLifecycle>());
    }

    /// <summary>Finds gateways in the membership table.</summary>
    public static void UseTableGateways(IServiceCollection services) =>
        services.TryAddSingleton<IGatewayListProvider, TableGatewayListProvider>();

    private static MessageCenterOptions CreateMessageOptions(IServiceProvider services, SiloAddress address)
    {
        var messaging = services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value;
        return new MessageCenterOptions
        {
            LocalAddress = address,
            ClusterId = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId,
            Secret = ClusterParts.SecretOf(services),
            Security = services.GetService<IStreamSecurity>(),
            ResponseTimeout = messaging.ResponseTimeout,
            CancelsOverdueCalls = messaging.CancelRequestOnTimeout,
            PayloadLengthMax = (int)Math.Min(
                (long)messaging.MaxMessageHeaderSize + messaging.MaxMessageBodySize, int.MaxValue / 2),
        };
    }
}
