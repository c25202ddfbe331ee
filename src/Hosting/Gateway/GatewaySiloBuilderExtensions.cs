using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization.Session;

namespace ShopActors.Hosting.Gateway;

/// <summary>Guards the gateway of a silo.</summary>
internal static class GatewaySiloBuilderExtensions
{
    /// <summary>Admits only messages whose sender is a client (<see cref="ClientMessageReader"/>).</summary>
    public static ISiloBuilder CheckClientMessages(this ISiloBuilder builder)
    {
        // After all other middleware, so that the input is already decrypted.
        builder.Services.AddOptions<SiloConnectionOptions>().PostConfigure<SerializerSessionPool>(
            static (options, sessions) => options.ConfigureGatewayInboundConnection(
                connection => connection.Use(next => context =>
                {
                    context.Transport = new ClientTransport(
                        new ClientMessageReader(context.Transport.Input, sessions), context.Transport.Output);
                    return next(context);
                })));
        return builder;
    }
}
