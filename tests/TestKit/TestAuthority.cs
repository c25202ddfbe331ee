using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShopActors.TestKit;

/// <summary>
/// A certificate authority of one test run. Certificates and keys are PEM files in its folder that only
/// their owner reads.
/// </summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly Oid _serverUsage = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid _clientUsage = new("1.3.6.1.5.5.7.3.2");

    private readonly string _folder;
    private readonly TestAuthority? _parent;
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string folder, string name = "authority")
        : this(folder, name, parent: null)
    {
    }

    private TestAuthority(string folder, string name, TestAuthority? parent)
    {
        (_folder, _parent) = (Directory.CreateDirectory(Path.Combine(folder, name)).FullName, parent);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var (from, until) = (DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddDays(1));
        _certificate = parent is null
            ? request.CreateSelfSigned(from, until)
            : request.Create(parent._certificate, from, parent._certificate.NotAfter, Serial()).CopyWithPrivateKey(key);
        Write("ca.crt", _certificate.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    public string CertificatePath => Path.Combine(_folder, "ca.crt");

    /// <summary>An authority whose certificates are accepted because this one has issued its own.</summary>
    public TestAuthority Intermediate(string name) => new(_folder, name, this);

    /// <summary>Issues a certificate for a role: <c>silo</c> or <c>api</c>.</summary>
    public TestCertificate Issue(string role) => Issue(role, $"{role}.shop.internal");

    /// <summary>
    /// Issues a certificate with a DNS name, into the files of that title; those of an earlier one are replaced.
    /// </summary>
    public TestCertificate Issue(
        string title, string dnsName, bool forServer = true, bool forClient = true, TimeSpan? validFor = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={title}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(dnsName);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        OidCollection usages = [];
        if (forServer) usages.Add(_serverUsage);
        if (forClient) usages.Add(_clientUsage);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, false));

        // From an hour ago, so that a negative time makes a certificate that has expired.
        var until = validFor is { } time ? DateTimeOffset.UtcNow + time : _certificate.NotAfter;
        using var certificate = request.Create(_certificate, DateTimeOffset.UtcNow.AddHours(-1), until, Serial());
        var chain = certificate.ExportCertificatePem() + "\n"
            + (_parent is null ? "" : _certificate.ExportCertificatePem() + "\n");
        return new(
            Write($"{title}.crt", chain),
            Write($"{title}.key", key.ExportPkcs8PrivateKeyPem()),
            Root.CertificatePath);
    }

    public void Dispose() => _certificate.Dispose();

    private TestAuthority Root => _parent?.Root ?? this;

    private static byte[] Serial() => RandomNumberGenerator.GetBytes(12);

    // Moved into place as a whole: a process may be reading the file of before.
    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(path + ".new", options)) file.Write(content);
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }
}
