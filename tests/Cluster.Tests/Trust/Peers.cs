using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using ShopActors.Hosting;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>
/// Programs that want to talk to a silo: the shop's own client, and clients and silos that are not the shop's.
/// </summary>
internal static class Peers
{
    /// <summary>A client as the API is one, by the same code.</summary>
    public static Peer ShopClient(TrustedSilo silo, TestCertificate certificate, string clusterId = "shop") =>
        Create((builder, ended) =>
        {
            builder.Configuration.AddInMemoryCollection(
                certificate.Settings.ToDictionary(
                    setting => setting.Key.Replace("__", ":", StringComparison.Ordinal),
                    setting => (string?)setting.Value));
            builder.Configuration["Cluster:Mode"] = "Cluster";
            builder.Configuration["Cluster:ClusterId"] = clusterId;
            builder.Configuration["Redis:ConnectionString"] = silo.RedisConnection;
            Watch(builder.Services, ended);
            builder.AddShopCluster();
        });

    /// <summary>An Orleans client that knows nothing of the shop but where its gateway is.</summary>
    public static Peer ForeignClient(int port, Action<IClientBuilder> secure) => Create((builder, ended) =>
    {
        Watch(builder.Services, ended);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("shop", "shop"));
            client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, port));
            secure(client);
        });
    });

    /// <summary>An Orleans silo that joins the cluster whose membership it believes the shop's silo to keep.</summary>
    public static Peer ForeignSilo(int siloPort, Action<ISiloBuilder> secure) =>
        Create((builder, ended) => builder.UseOrleans(host =>
        {
            host.Configure<SiloConnectionOptions>(
                options => options.ConfigureSiloOutboundConnection(connections => Watch(connections, ended)));
            host.UseLocalhostClustering(
                FreePort.Next(), FreePort.Next(), new IPEndPoint(IPAddress.Loopback, siloPort), "shop", "shop");
            secure(host);
        }));

    /// <summary>An Orleans silo with a cluster of its own in the shop's Redis.</summary>
    public static Peer RogueSilo(TrustedSilo silo, string clusterId, Action<ISiloBuilder> secure) =>
        Create((builder, _) => builder.UseOrleans(host =>
        {
            host.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, "shop"));
            host.UseRedisClustering(silo.RedisConnection);
            host.ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next());
            secure(host);
        }));

    /// <summary>TLS as an intruder sets it up: anything is accepted of the other side.</summary>
    public static void Accepting(TlsOptions options, X509Certificate2? certificate)
    {
        options.LocalCertificate = certificate;
        options.AllowAnyRemoteCertificate();
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = "silo.shop.internal";
    }

    private static void Watch(IServiceCollection services, TaskCompletionSource ended) =>
        services.Configure<ClientConnectionOptions>(
            options => options.ConfigureConnection(connections => Watch(connections, ended)));

    // Configured first, it is the outermost part of each connection, and sees the end of a connection whose
    // handshake fails.
    private static void Watch(IConnectionBuilder connections, TaskCompletionSource ended) =>
        connections.Use(next => async context =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                ended.TrySetResult();
            }
        });

    private static Peer Create(Action<HostApplicationBuilder, TaskCompletionSource> configure)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        configure(builder, ended);
        return new Peer(builder.Build(), ended.Task);
    }
}
