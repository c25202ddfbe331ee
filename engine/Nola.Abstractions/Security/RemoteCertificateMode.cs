namespace Orleans.Connections.Security;

/// <summary>What is asked of the certificate of the other end of a TLS connection.</summary>
public enum RemoteCertificateMode
{
    /// <summary>None is asked for.</summary>
    NoCertificate,

    /// <summary>One is asked for; the other end may have none, but one that it sends must be valid.</summary>
    AllowCertificate,

    /// <summary>The other end must send a valid one.</summary>
    RequireCertificate,
}
