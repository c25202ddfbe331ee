using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace ShopActors.Hosting;

/// <summary>
/// The last log line of a silo's start: its cluster, and its addresses for silos, clients and health probes.
/// </summary>
internal sealed partial class SiloNotice(
    ILocalSiloDetails silo, IOptions<ClusterSettings> cluster, IServer server, IHostApplicationLifetime lifetime,
    ILogger<SiloNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => LogOpen(
            logger,
            cluster.Value.ClusterId,
            silo.SiloAddress.Endpoint,
            silo.GatewayAddress?.Endpoint,
            server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(5402, LogLevel.Information,
        "Silo of cluster {Cluster} is open at {Silo}; gateway {Gateway}, health {Health}/readyz")]
    private static partial void LogOpen(
        ILogger logger, string cluster, IPEndPoint silo, IPEndPoint? gateway, string? health);
}
