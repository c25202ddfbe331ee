using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// What the three files held when they were read: the certificate this process shows and the authorities it trusts.
/// Immutable; a rotation makes a new one. The old one is not disposed, because a handshake may still be using it.
/// </summary>
internal sealed class TlsIdentity
{
    public const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    public const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _authorities;

    private TlsIdentity(
        TlsFiles files, X509Certificate2 certificate, X509Certificate2Collection chain,
        X509Certificate2Collection authorities)
    {
        Files = files;
        Certificate = certificate;
        _authorities = authorities;
        // Offline: what is to be sent along is in the file, and nothing is downloaded.
        Context = SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    public TlsFiles Files { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate with the intermediates that a peer needs to verify it.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>
    /// Reads a certificate that its peers will accept: the key fits, the authority has issued it, it is valid now, it
    /// may be used as server and as client (a silo is both), and it has the name of the role.
    /// </summary>
    public static bool TryCreate(
        TlsFiles files, TlsSettings settings, TlsRole role, [NotNullWhen(true)] out TlsIdentity? identity,
        out IReadOnlyList<string> problems)
    {
        identity = null;
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(files.Certificate);
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(files.Authority);
            if (authorities.Count == 0)
            {
                problems =
                    [$"{nameof(TlsSettings.AuthorityPath)}: {settings.AuthorityPath} contains no PEM certificate."];
                return false;
            }

            using var pair = X509Certificate2.CreateFromPem(files.Certificate, files.Key);
            // Through PKCS#12, because the TLS of Windows does not take a key that exists in memory alone.
            var certificate = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
            var created = new TlsIdentity(files, certificate, chain, authorities);
            problems = [.. created.ProblemsOf(chain, settings, role)];
            if (problems.Count > 0) return false;
            identity = created;
            return true;
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            problems =
            [
                $"The files of {TlsSettings.SectionName} are no certificate with its key in PEM form: " +
                $"{unusable.Message}",
            ];
            return false;
        }
    }

    /// <summary>
    /// How a peer's certificate is verified. Revocation is not asked for: a private authority publishes no list, and
    /// with one a cluster would stop when the list's server does. A leaked key ends with its short-lived certificate,
    /// or at once with a new authority.
    /// </summary>
    public X509ChainPolicy PolicyFor(string usage)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new Oid(usage) },
        };
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    private IEnumerable<string> ProblemsOf(X509Certificate2Collection chain, TlsSettings settings, TlsRole role)
    {
        foreach (var usage in (string[])[ServerUsage, ClientUsage])
        {
            using var path = new X509Chain { ChainPolicy = PolicyFor(usage) };
            path.ChainPolicy.ExtraStore.AddRange(chain);
            if (path.Build(Certificate)) continue;

            yield return $"{settings.CertificatePath} is not accepted for "
                + $"{(usage == ServerUsage ? "server" : "client")} authentication "
                + $"under the authority {settings.AuthorityPath}: {DescribeStatus(path)}.";
        }

        if (!Certificate.MatchesHostname(settings.NameOf(role), allowWildcards: false, allowCommonName: false))
        {
            yield return $"{settings.CertificatePath} does not have the name {settings.NameOf(role)} "
                + "among its subject alternative names, which this process needs for its role.";
        }
    }

    /// <summary>Flags only: the names in a certificate are what its maker wrote.</summary>
    public static string DescribeStatus(X509Chain? chain) =>
        chain is null ? "no chain" : string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct());
}
