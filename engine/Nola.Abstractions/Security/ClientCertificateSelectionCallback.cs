using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Chooses the certificate that the connecting end sends; null: none.</summary>
/// <param name="sender">The stream that asks.</param>
/// <param name="targetHost">The name of the accepting end.</param>
/// <param name="localCertificates">The certificates to choose from.</param>
/// <param name="remoteCertificate">The accepting end's certificate, where it is known already.</param>
/// <param name="acceptableIssuers">The issuers that the accepting end names.</param>
public delegate X509Certificate? ClientCertificateSelectionCallback(
    object sender,
    string targetHost,
    X509CertificateCollection localCertificates,
    X509Certificate? remoteCertificate,
    string[] acceptableIssuers);
