using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ShopActors.Hosting.Tls;

/// <summary>Puts mutual TLS between the processes of a cluster.</summary>
internal static class TlsHostingExtensions
{
    /// <summary>
    /// What both kinds of process need: the settings, checked at start, and the certificate, kept fresh.
    /// </summary>
    public static void AddShopTls(this IHostApplicationBuilder builder, TlsRole role)
    {
        var services = builder.Services;
        services.AddOptions<TlsSettings>()
            .BindConfiguration(TlsSettings.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<TlsSettings>>(provider =>
            ActivatorUtilities.CreateInstance<TlsSettingsValidator>(provider, role));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TlsCertificates>(provider, role));
        services.AddSingleton<TlsConnections>();
        services.AddHostedService<TlsRenewal>();

        // Both log every connection of a stranger, the first with a stack trace; TlsRefusals says it in a bounded
        // number of lines.
        builder.Logging.AddFilter("Orleans.Connections.Security", LogLevel.None);
        builder.Logging.AddFilter("Orleans.Runtime.Messaging.Connection", LogLevel.Warning);
    }

    /// <summary>Secures what this silo accepts and what it makes.</summary>
    public static void UseShopTls(this ISiloBuilder silo) => silo.Configure<SiloConnectionOptions>(options =>
    {
        options.ConfigureSiloInboundConnection(connections => Of(connections).AcceptSilos(connections));
        options.ConfigureGatewayInboundConnection(connections => Of(connections).AcceptClients(connections));
        options.ConfigureSiloOutboundConnection(connections => Of(connections).ConnectToSilos(connections));
    });

    /// <summary>Secures the connections that this client makes.</summary>
    public static void UseShopTls(this IClientBuilder client) => client.Configure<ClientConnectionOptions>(options =>
        options.ConfigureConnection(connections => Of(connections).ConnectToSilos(connections)));

    private static TlsConnections Of(IConnectionBuilder connections) =>
        connections.ApplicationServices.GetRequiredService<TlsConnections>();
}
