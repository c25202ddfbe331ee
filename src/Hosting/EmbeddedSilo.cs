using System.Net;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Hosting;
using ShopActors.Hosting.Ports;

namespace ShopActors.Hosting;

/// <summary>
/// The silo inside an API process. It opens no port: no other process can join or call it, and any number of embedded
/// shops run on one machine. The API calls its grains within the process.
/// </summary>
internal static class EmbeddedSilo
{
    /// <summary>Makes the silo a cluster of one, without a gateway and without listeners.</summary>
    public static void UseEmbeddedSilo(this ISiloBuilder silo, ClusterSettings cluster)
    {
        // The port is only part of the silo's name.
        silo.UseLocalhostClustering(
            EndpointOptions.DEFAULT_SILO_PORT, gatewayPort: 0, primarySiloEndpoint: null, cluster.ServiceId,
            cluster.ClusterId);

        silo.ReplaceListeners<NoListener>();
    }

    /// <summary>A listener that accepts nothing.</summary>
    private sealed class NoListener : IConnectionListenerFactory, IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _unbound =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 0);

        public ValueTask<IConnectionListener> BindAsync(
            EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            EndPoint = endpoint;
            return new(this);
        }

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            new(_unbound.Task.WaitAsync(cancellationToken));

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _unbound.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
