using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>The settings of one TLS connection that this host makes.</summary>
public class TlsClientAuthenticationOptions
{
    internal SslClientAuthenticationOptions Value { get; } = new();

    /// <summary>The settings behind these: a <see cref="System.Net.Security.SslClientAuthenticationOptions"/>.</summary>
    public object SslClientAuthenticationOptions => Value;

    /// <summary>The certificates to send.</summary>
    public X509CertificateCollection? ClientCertificates
    {
        get => Value.ClientCertificates;
        set => Value.ClientCertificates = value;
    }

    /// <summary>Selects the certificate to send.</summary>
    public ClientCertificateSelectionCallback? LocalCertificateSelectionCallback
    {
        get => Value.LocalCertificateSelectionCallback is { } callback ? new(callback!) : null;
        set => Value.LocalCertificateSelectionCallback = value is null ? null : new(value!);
    }

    /// <summary>
    /// The name that the accepting end's certificate must have; its address unless it is set.
    /// </summary>
    public string? TargetHost
    {
        get => Value.TargetHost;
        set => Value.TargetHost = value;
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
