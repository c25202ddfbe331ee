using System.Diagnostics.CodeAnalysis;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// The text of the three files. Compared by content: Kubernetes replaces a secret by moving a link, which does not
/// change the times of the files behind it.
/// </summary>
internal sealed record TlsFiles(string Certificate, string Key, string Authority)
{
    private const long BytesMax = 1024 * 1024; // A chain takes a few kilobytes; a larger file is a mistake.

    public static bool TryRead(
        TlsSettings settings, [NotNullWhen(true)] out TlsFiles? files, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var certificate = Read(nameof(TlsSettings.CertificatePath), settings.CertificatePath, found);
        var key = Read(nameof(TlsSettings.KeyPath), settings.KeyPath, found);
        var authority = Read(nameof(TlsSettings.AuthorityPath), settings.AuthorityPath, found);
        problems = found;
        files = found.Count == 0 ? new TlsFiles(certificate, key, authority) : null;
        return files is not null;
    }

    // A record would print its members, including the private key.
    public override string ToString() => nameof(TlsFiles);

    private static string Read(string name, string? path, List<string> problems)
    {
        if (string.IsNullOrEmpty(path))
        {
            problems.Add($"{TlsSettings.SectionName}:{name} is not set.");
            return "";
        }

        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > BytesMax })
            {
                problems.Add($"{TlsSettings.SectionName}:{name}: {path} is larger than {BytesMax} bytes.");
                return "";
            }

            return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{TlsSettings.SectionName}:{name} cannot be read: {unreadable.Message}");
            return "";
        }
    }
}
