using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Decides whether the certificate of the other end is accepted.</summary>
/// <param name="certificate">The certificate.</param>
/// <param name="chain">The chain that was built for it.</param>
/// <param name="policyErrors">What speaks against it.</param>
public delegate bool RemoteCertificateValidator(
    X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors policyErrors);
