using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// The parsed content of the three files: this process's certificate and the authorities it trusts. Immutable; a
/// rotation creates a new one. The old one is not disposed, because a handshake may still be using it.
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
        // Offline: the file contains the intermediates to send, and nothing is downloaded.
        Context = SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    public TlsFiles Files { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate with the intermediates that a peer needs to verify it.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>
    /// Reads a certificate that the peers will accept: the key matches, the authority has issued it, it is valid now,
    /// it may be used as server and as client (a silo is both), and it has the name of the role.
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
            // Through PKCS#12, because TLS on Windows does not accept a key that exists only in memory.
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
    /// The policy for verifying a peer's certificate. Revocation is not checked: a private authority publishes no list,
    /// and with one the cluster would stop when the list's server does. A leaked key is invalid when its short-lived
    /// certificate expires, or at once with a new authority.
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

    /// <summary>Status flags only, because the names in a certificate were written by its maker.</summary>
    public static string DescribeStatus(X509Chain? chain) =>
        chain is null ? "no chain" : string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct());
}
