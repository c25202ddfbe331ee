using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Finds certificates in the stores of the machine.</summary>
public static class CertificateLoader
{
    private const string ServerAuthenticationOid = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthenticationOid = "1.3.6.1.5.5.7.3.2";

    /// <summary>The certificate of a subject that is valid for longest, and that has a private key.</summary>
    /// <param name="subject">A part of the subject's name.</param>
    /// <param name="storeName">The store.</param>
    /// <param name="storeLocation">Where the store is.</param>
    /// <param name="allowInvalid">Whether one will do that is not valid, as self-signed ones are not.</param>
    /// <param name="server">Whether it is for connections that are accepted, else for those that are made.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static X509Certificate2 LoadFromStoreCert(
        string subject, string storeName, StoreLocation storeLocation, bool allowInvalid, bool server)
    {
        using var store = new X509Store(storeName, storeLocation);
        store.Open(OpenFlags.ReadOnly);
        var candidates = store.Certificates.Find(X509FindType.FindBySubjectName, subject, !allowInvalid);
        return candidates
            .Where(candidate => candidate.HasPrivateKey
                && (server ? IsAllowedForServer(candidate) : IsAllowedForClient(candidate)))
            .MaxBy(candidate => candidate.NotAfter)
            ?? throw new InvalidOperationException(
                $"The store {storeLocation}/{storeName} has no certificate with a private key for {subject}"
                + (allowInvalid ? "." : " that is valid."));
    }

    internal static bool IsAllowedForServer(X509Certificate2 certificate) =>
        IsAllowedFor(certificate, ServerAuthenticationOid);

    internal static bool IsAllowedForClient(X509Certificate2 certificate) =>
        IsAllowedFor(certificate, ClientAuthenticationOid);

    // Without the extension a certificate may be used for everything.
    private static bool IsAllowedFor(X509Certificate2 certificate, string usage)
    {
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToArray();
        return usages.Length == 0
            || usages.Any(extension => extension.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>()
                .Any(oid => oid.Value == usage));
    }
}
