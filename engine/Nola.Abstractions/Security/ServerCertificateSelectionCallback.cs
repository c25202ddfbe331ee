using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Chooses the certificate that the accepting end sends.</summary>
/// <param name="sender">The stream that asks.</param>
/// <param name="hostName">The name that the connecting end asked for, or null.</param>
public delegate X509Certificate ServerCertificateSelectionCallback(object sender, string? hostName);
