using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// Puts TLS between the sockets and Orleans. Nothing from a peer reaches Orleans before the handshake has authenticated
/// it: silo ports admit silos, gateways admit silos and APIs, and this process connects to silos only.
/// </summary>
internal sealed class TlsConnections(IServiceProvider services, IOptions<TlsSettings> settings)
{
    /// <summary>Secures connections that other silos make to this one.</summary>
    public void AcceptSilos(IConnectionBuilder connections) => Secure(connections, "silo", accepts: true, TlsRole.Silo);

    /// <summary>Secures connections that clients make to this silo.</summary>
    public void AcceptClients(IConnectionBuilder connections) =>
        Secure(connections, "gateway", accepts: true, TlsRole.Silo, TlsRole.Api);

    /// <summary>Secures connections that this process makes.</summary>
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
            // One pipeline per connection: it uses the current certificate, and the handshake's validation callback,
            // which is not told its connection, reports to this one.
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

            // After a failed handshake it returns without calling the end of the pipeline.
            await pipeline.Build()(context).ConfigureAwait(false);
            if (isSecured) return;

            // Orleans closes connections whose pipeline returns early. For its own attempts it logs the reason; those
            // of strangers are logged only here.
            refusals.Note(context.RemoteEndPoint, handshake.Problem);
            if (!accepts)
                throw new AuthenticationException(
                    $"The TLS handshake with {context.RemoteEndPoint} failed: {handshake.Problem}.");
        });
    }

    // The settings were validated for this silo's own address; the addresses of others come from the membership table.
    private static ConnectionDelegate StayOnThisMachine(ConnectionDelegate next) => context =>
        context.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address)
            ? next(context)
            : throw new AuthenticationException(
                $"{context.RemoteEndPoint} is not a loopback address, and no certificate is configured for TLS.");
}
