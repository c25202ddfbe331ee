using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// What stands between the sockets and Orleans. Nothing that a peer sends reaches Orleans before the handshake has
/// shown who it is: silo ports admit silos, gateways admit silos and APIs, and connections are made to silos alone.
/// </summary>
internal sealed class TlsConnections(IServiceProvider services, IOptions<TlsSettings> settings)
{
    /// <summary>Connections that other silos make to this one.</summary>
    public void AcceptSilos(IConnectionBuilder connections) => Secure(connections, "silo", accepts: true, TlsRole.Silo);

    /// <summary>Connections that clients make to this silo.</summary>
    public void AcceptClients(IConnectionBuilder connections) =>
        Secure(connections, "gateway", accepts: true, TlsRole.Silo, TlsRole.Api);

    /// <summary>Connections that this process makes.</summary>
    public void ConnectToSilos(IConnectionBuilder connections) =>
        Secure(connections, "outgoing", accepts: false, TlsRole.Silo);

    private void Secure(IConnectionBuilder connections, string port, bool accepts, params TlsRole[] roles)
    {
        if (!settings.Value.HasCertificate)
        {
            connections.Use(StayOnThisMachine);
            return;
        }

        var certificates = services.GetRequiredService<TlsCertificates>();
        var refusals = ActivatorUtilities.CreateInstance<TlsRefusals>(services, port);
        string[] names = [.. roles.Select(settings.Value.NameOf)];
        connections.Use(next => async context =>
        {
            // A pipeline for this connection alone: the certificate is the one of this moment, and the handshake's
            // validation, which is told of no connection, reports to this one.
            var handshake = new TlsHandshake(certificates.Current, names);
            var isSecured = false;
            var pipeline = new ConnectionBuilder(services);
            if (accepts) pipeline.UseServerTls(handshake.ForServer());
            else pipeline.UseClientTls(handshake.ForClient());
            pipeline.Run(secured =>
            {
                isSecured = true;
                return next(secured);
            });

            // After a failed handshake it returns without having called the end of the pipeline.
            await pipeline.Build()(context).ConfigureAwait(false);
            if (isSecured) return;

            // Orleans closes what returns early. To its own attempts it adds the reason; a stranger's are
            // logged here alone.
            refusals.Note(context.RemoteEndPoint, handshake.Problem);
            if (!accepts)
                throw new AuthenticationException(
                    $"The TLS handshake with {context.RemoteEndPoint} failed: {handshake.Problem}.");
        });
    }

    // The settings were checked for this silo's own address; where others are comes from the membership table.
    private static ConnectionDelegate StayOnThisMachine(ConnectionDelegate next) => context =>
        context.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address)
            ? next(context)
            : throw new AuthenticationException(
                $"{context.RemoteEndPoint} is no loopback address, and there is no certificate to use TLS with.");
}
