using System.Net;
using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// Requires certificates that the peers accept, or none on loopback if that is explicitly allowed. Anything else fails
/// the start before a port is opened.
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
            yield return $"{InsecureName}=true and a certificate are both set; only one of them is allowed.";
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
