using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization.Session;

namespace ShopActors.Hosting.Gateway;

/// <summary>Guards the gateway of a silo.</summary>
internal static class GatewaySiloBuilderExtensions
{
    /// <summary>Lets in only messages that name a client as their sender (<see cref="ClientMessageReader"/>).</summary>
    public static ISiloBuilder CheckClientMessages(this ISiloBuilder builder)
    {
        // After all else, so that TLS is already off what is read here.
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
