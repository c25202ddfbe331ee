using System.ComponentModel.DataAnnotations;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// The certificate of a process, and whose certificates it accepts. Required with <see cref="ClusterMode.Cluster"/>; an
/// embedded shop has no port to secure. The files are read again when they change: replace them to rotate.
/// </summary>
public sealed class TlsSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Cluster:Tls";

    /// <summary>
    /// The PEM file with the certificate, followed by the intermediate certificates up to the authority, if any.
    /// </summary>
    /// <value>Default: none.</value>
    public string? CertificatePath { get; set; }

    /// <summary>The PEM file with the certificate's private key, not encrypted.</summary>
    /// <value>Default: none.</value>
    public string? KeyPath { get; set; }

    /// <summary>
    /// The PEM file with the authority whose certificates are accepted; two authorities during a rotation. The
    /// authorities of the operating system are not trusted.
    /// </summary>
    /// <value>Default: none.</value>
    public string? AuthorityPath { get; set; }

    /// <summary>
    /// The domain of the DNS names that give a certificate its role: <c>silo.</c> or <c>api.</c> and the domain. Shops
    /// that share an authority need different domains, or their certificates are valid in each other's clusters.
    /// </summary>
    /// <value>Default: shop.internal.</value>
    [Required, RegularExpression(@"^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,5}$")]
    public string Domain { get; set; } = "shop.internal";

    /// <summary>
    /// How often the files are checked. New connections use the new certificate; existing ones stay open.
    /// </summary>
    /// <value>Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReloadPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Allows a cluster without certificates on one machine: every program on the machine can then call any
    /// grain as anyone. Silos must advertise and listen on a loopback address, and connections are made to
    /// loopback addresses only.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AllowInsecureLoopback { get; set; }

    internal bool HasCertificate => CertificatePath is not null || KeyPath is not null || AuthorityPath is not null;

    /// <summary>The DNS name, among the subject alternative names, that gives a certificate the role.</summary>
    internal string NameOf(TlsRole role) => role switch
    {
        TlsRole.Silo => $"silo.{Domain}",
        TlsRole.Api => $"api.{Domain}",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
