using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace Orleans.Connections.Security;

/// <summary>How hosts encrypt their connections and know each other by certificates.</summary>
public class TlsOptions
{
    private TimeSpan _handshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// This host's certificate, with its private key: for connections that it accepts, and by
    /// <see cref="ClientCertificateMode"/> for those that it makes. One with extended key usages must have server
    /// authentication among them, or client authentication.
    /// </summary>
    /// <value>None by default.</value>
    public X509Certificate2? LocalCertificate { get; set; }

    /// <summary>
    /// Chooses the certificate for an accepted connection, in place of <see cref="LocalCertificate"/>. The name is the
    /// one that the connecting end asked for, or null.
    /// </summary>
    /// <value>None by default.</value>
    public Func<ConnectionContext, string?, X509Certificate2>? LocalServerCertificateSelector { get; set; }

    /// <summary>Chooses the certificate for a connection that is made; null: none is sent.</summary>
    /// <value>None by default.</value>
    public Func<object, string, X509CertificateCollection, X509Certificate?, string[], X509Certificate2?>?
        LocalClientCertificateSelector
    { get; set; }

    /// <summary>What is asked of the certificate of the other end.</summary>
    /// <value><see cref="RemoteCertificateMode.RequireCertificate"/> by default.</value>
    public RemoteCertificateMode RemoteCertificateMode { get; set; } = RemoteCertificateMode.RequireCertificate;

    /// <summary>Whether this host sends its certificate on connections that it makes.</summary>
    /// <value><see cref="RemoteCertificateMode.AllowCertificate"/> by default: if it may be used so.</value>
    public RemoteCertificateMode ClientCertificateMode { get; set; } = RemoteCertificateMode.AllowCertificate;

    /// <summary>
    /// Decides about the other end's certificate. Without it a certificate is accepted if nothing speaks against it.
    /// </summary>
    /// <value>None by default.</value>
    public RemoteCertificateValidator? RemoteCertificateValidation { get; set; }

    /// <summary>The versions of the protocol that are spoken.</summary>
    /// <value>1.2 and 1.3 by default.</value>
    public SslProtocols SslProtocols { get; set; } = SslProtocols.Tls13 | SslProtocols.Tls12;

    /// <summary>Whether it is checked that certificates were not revoked.</summary>
    /// <value>No by default.</value>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>Changes the settings of an accepted connection, after all others were made.</summary>
    /// <value>None by default.</value>
    public Action<ConnectionContext, TlsServerAuthenticationOptions>? OnAuthenticateAsServer { get; set; }

    /// <summary>
    /// Changes the settings of a connection that is made, after all others were made; for one the name of the other
    /// end.
    /// </summary>
    /// <value>None by default.</value>
    public Action<ConnectionContext, TlsClientAuthenticationOptions>? OnAuthenticateAsClient { get; set; }

    /// <summary>How long the TLS handshake may take.</summary>
    /// <value>10 s by default; positive, or infinite.</value>
    public TimeSpan HandshakeTimeout
    {
        get => _handshakeTimeout;
        set
        {
            if (value != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, default);
            _handshakeTimeout = value == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : value;
        }
    }

    /// <summary>Accepts whatever certificate the other end has: connections are encrypted, not authenticated.</summary>
    public void AllowAnyRemoteCertificate() => RemoteCertificateValidation = static (_, _, _) => true;
}
