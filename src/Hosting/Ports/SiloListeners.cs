using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Networking.Shared;

namespace ShopActors.Hosting.Ports;

/// <summary>
/// Kestrel's transport for the silo port and the gateway. Orleans' own sets SO_REUSEPORT, and with it a second silo
/// starts on the ports of a running one: it takes half of the connections, and on the silo port, the running silo's
/// place in the cluster.
/// </summary>
internal sealed class SiloListeners(
    OwnPorts ports, IOptions<SocketConnectionOptions> options, ILoggerFactory loggerFactory)
    : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var transport = new SocketTransportOptions
        {
            IOQueueCount = options.Value.IOQueueCount,
            NoDelay = options.Value.NoDelay,
            CreateBoundListenSocket = Open,
        };
        return new SocketTransportFactory(Options.Create(transport), loggerFactory)
            .BindAsync(endpoint, cancellationToken);
    }

    // Accepted sockets inherit these settings, which are those of Orleans' own transport.
    private Socket Open(EndPoint endpoint)
    {
        var socket = ports.Take(endpoint);
        var settings = options.Value;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        if (!settings.KeepAlive) return socket;

        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        Set(SocketOptionName.TcpKeepAliveTime, settings.KeepAliveTimeSeconds);
        Set(SocketOptionName.TcpKeepAliveInterval, settings.KeepAliveIntervalSeconds);
        Set(SocketOptionName.TcpKeepAliveRetryCount, settings.KeepAliveRetryCount);
        return socket;

        void Set(SocketOptionName name, int value) => socket.SetSocketOption(SocketOptionLevel.Tcp, name, value);
    }
}
