using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>
/// What Orleans says first at a silo port. With TLS 1.3 a client learns only after its own part of the handshake that
/// it is refused, so the handshake alone says nothing.
/// </summary>
internal static class Greeting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether Orleans speaks to a peer with this certificate, or with none.</summary>
    public static async Task<bool> IsHeardAsync(TrustedSilo silo, TestCertificate? files)
    {
        using var certificate = files?.Load();
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, silo.SiloPort, patience.Token);
        await using var stream = new SslStream(socket.GetStream());
        X509Certificate2Collection authorities = [];
        authorities.ImportFromPemFile(silo.Authority.CertificatePath);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "silo.shop.internal",
                    ClientCertificates = certificate is null ? null : [certificate],
                    CertificateChainPolicy = policy,
                    ApplicationProtocols = [new SslApplicationProtocol("Orleans1")],
                },
                patience.Token);
            return await stream.ReadAsync(new byte[1], patience.Token) > 0;
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return false;
        }
    }
}
