using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Orleans.Connections.Security;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// One handshake: presents the current certificate, and accepts a peer whose certificate was issued by the authority
/// and has the name of an admitted role.
/// </summary>
internal sealed class TlsHandshake(TlsIdentity identity, IReadOnlyList<string> admittedNames)
{
    // Long enough for a busy peer, and the limit for a silent one.
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Why the handshake failed, if the peer's certificate was the reason.</summary>
    public string Problem { get; private set; } = "not completed: no TLS, no certificate, or a broken connection";

    /// <summary>The options of the accepting side.</summary>
    public TlsOptions ForServer()
    {
        var options = NewOptions();
        options.LocalServerCertificateSelector = (_, _) => identity.Certificate;
        options.OnAuthenticateAsServer = (_, given) =>
        {
            // The wrapper's own properties have no chain policy and send no intermediate certificates.
            var server = (SslServerAuthenticationOptions)given.SslServerAuthenticationOptions;
            server.ServerCertificateSelectionCallback = null;
            server.ServerCertificateContext = identity.Context;
            server.CertificateChainPolicy = identity.PolicyFor(TlsIdentity.ClientUsage);
            server.AllowRenegotiation = false;
            // A resumed session would outlive the authority that it was verified against.
            server.AllowTlsResume = false;
        };
        return options;
    }

    /// <summary>The options of the connecting side.</summary>
    public TlsOptions ForClient()
    {
        var options = NewOptions();
        options.OnAuthenticateAsClient = (_, given) =>
        {
            var client = (SslClientAuthenticationOptions)given.SslClientAuthenticationOptions;
            client.LocalCertificateSelectionCallback = null;
            client.ClientCertificateContext = identity.Context;
            client.CertificateChainPolicy = identity.PolicyFor(TlsIdentity.ServerUsage);
            client.TargetHost = admittedNames[0];
            client.AllowRenegotiation = false;
            client.AllowTlsResume = false;
        };
        return options;
    }

    private TlsOptions NewOptions() => new()
    {
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = TimeMax,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = IsAdmitted,
    };

    private bool IsAdmitted(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != SslPolicyErrors.None)
        {
            Problem = $"its certificate is not accepted ({TlsIdentity.DescribeStatus(chain)})";
            return false;
        }

        // Exact match: a wildcard certificate would have every role at once.
        if (!admittedNames.Any(
            name => certificate.MatchesHostname(name, allowWildcards: false, allowCommonName: false)))
        {
            Problem = $"its certificate has none of the names {string.Join(", ", admittedNames)}";
            return false;
        }

        return true;
    }
}
