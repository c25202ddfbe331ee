using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ShopActors.Hosting.Tls;

/// <summary>Adds mutual TLS between the processes of a cluster.</summary>
internal static class TlsHostingExtensions
{
    /// <summary>Adds the settings, validated at start, and the certificate, which is reloaded on change.</summary>
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

        // Both log every connection of a stranger, the first with a stack trace; TlsRefusals logs them in a bounded
        // number of lines.
        builder.Logging.AddFilter("Orleans.Connections.Security", LogLevel.None);
        builder.Logging.AddFilter("Orleans.Runtime.Messaging.Connection", LogLevel.Warning);
    }

    /// <summary>Secures the connections that this silo accepts and makes.</summary>
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
