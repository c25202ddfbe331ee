using System.Net;
using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// A process of a cluster starts with certificates that its peers accept, or without any on loopback where that was
/// asked for. Everything else ends the start before a port is opened.
/// </summary>
internal sealed class TlsSettingsValidator(TlsRole role, IOptions<SiloSettings> silo) : IValidateOptions<TlsSettings>
{
    private const string InsecureName = $"{TlsSettings.SectionName}:{nameof(TlsSettings.AllowInsecureLoopback)}";

    public ValidateOptionsResult Validate(string? name, TlsSettings options)
    {
        List<string> problems =
            [.. options.HasCertificate ? ProblemsOfCertificate(options) : ProblemsWithoutCertificate(options)];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> ProblemsOfCertificate(TlsSettings options)
    {
        if (options.AllowInsecureLoopback)
        {
            yield return $"{InsecureName}=true and a certificate are both set; only one of them can be meant.";
        }

        var isUsable = TlsFiles.TryRead(options, out var files, out var problems)
            && TlsIdentity.TryCreate(files, options, role, out _, out problems);
        if (isUsable) yield break;
        foreach (var problem in problems) yield return problem;
    }

    private IEnumerable<string> ProblemsWithoutCertificate(TlsSettings options)
    {
        if (!options.AllowInsecureLoopback)
        {
            yield return $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.Mode)}={nameof(ClusterMode.Cluster)} "
                + $"needs mutual TLS: set {TlsSettings.SectionName}:{nameof(TlsSettings.CertificatePath)}, "
                + $"{nameof(TlsSettings.KeyPath)} and {nameof(TlsSettings.AuthorityPath)} "
                + $"(deploy/certificates.sh makes them), or {InsecureName}=true for a trial on one machine.";
            yield break;
        }

        if (role != TlsRole.Silo) yield break;

        var settings = silo.Value;
        if (!IPAddress.TryParse(settings.AdvertisedAddress, out var address) || !IPAddress.IsLoopback(address))
        {
            yield return $"{InsecureName}=true is for loopback alone, but {SiloSettings.SectionName}:"
                + $"{nameof(SiloSettings.AdvertisedAddress)} is {settings.AdvertisedAddress}.";
        }

        if (settings.ListenOnAnyAddress)
        {
            yield return $"{InsecureName}=true is for loopback alone, but {SiloSettings.SectionName}:"
                + $"{nameof(SiloSettings.ListenOnAnyAddress)} is true.";
        }
    }
}
