using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;

namespace ShopActors.Hosting.Ports;

/// <summary>Gives the process its ports.</summary>
internal static class PortsSetup
{
    /// <summary>Adds ports that are bound before the host starts.</summary>
    public static void AddOwnPorts<TSource>(this IServiceCollection services)
        where TSource : class, IPortSource
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPortSource, TSource>());
        services.AddOptions<SocketTransportOptions>().Configure<OwnPorts>(
            static (options, ports) => options.CreateBoundListenSocket = ports.Take);
    }

    /// <summary>Replaces the listeners that Orleans registers for the silo port and the gateway.</summary>
    public static void ReplaceListeners<TListeners>(this ISiloBuilder silo)
        where TListeners : class, IConnectionListenerFactory
    {
        var registered = silo.Services
            .Where(service => service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory))
            .ToList();
        if (registered.Count == 0)
        {
            throw new InvalidOperationException(
                "Orleans has changed how it registers listeners: the silo would use Orleans' own.");
        }

        foreach (var service in registered)
        {
            silo.Services.Replace(
                ServiceDescriptor.KeyedSingleton<IConnectionListenerFactory, TListeners>(service.ServiceKey));
        }
    }
}
