using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>The settings of one accepted TLS connection.</summary>
public class TlsServerAuthenticationOptions
{
    internal SslServerAuthenticationOptions Value { get; } = new();

    /// <summary>The settings behind these: a <see cref="System.Net.Security.SslServerAuthenticationOptions"/>.</summary>
    public object SslServerAuthenticationOptions => Value;

    /// <summary>The certificate, where none is selected.</summary>
    public X509Certificate? ServerCertificate
    {
        get => Value.ServerCertificate;
        set => Value.ServerCertificate = value;
    }

    /// <summary>Selects the certificate.</summary>
    public ServerCertificateSelectionCallback? ServerCertificateSelectionCallback
    {
        get => Value.ServerCertificateSelectionCallback is { } callback ? new(callback) : null;
        set => Value.ServerCertificateSelectionCallback = value is null ? null : new(value);
    }

    /// <summary>Whether the connecting end is asked for a certificate.</summary>
    public bool ClientCertificateRequired
    {
        get => Value.ClientCertificateRequired;
        set => Value.ClientCertificateRequired = value;
    }

    /// <summary>The versions of the protocol that are spoken.</summary>
    public SslProtocols EnabledSslProtocols
    {
        get => Value.EnabledSslProtocols;
        set => Value.EnabledSslProtocols = value;
    }

    /// <summary>Whether it is checked that certificates were not revoked.</summary>
    public X509RevocationMode CertificateRevocationCheckMode
    {
        get => Value.CertificateRevocationCheckMode;
        set => Value.CertificateRevocationCheckMode = value;
    }
}
