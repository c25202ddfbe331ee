using System.Security.Cryptography.X509Certificates;

namespace ShopActors.TestKit;

/// <summary>The files of a certificate that a <see cref="TestAuthority"/> has issued.</summary>
internal sealed record TestCertificate(string CertificatePath, string KeyPath, string AuthorityPath)
{
    /// <summary>The settings of a process that uses it, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Cluster__Tls__CertificatePath"] = CertificatePath,
        ["Cluster__Tls__KeyPath"] = KeyPath,
        ["Cluster__Tls__AuthorityPath"] = AuthorityPath,
    };

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(CertificatePath, KeyPath);
}
