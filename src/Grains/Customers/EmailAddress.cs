using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ICU4N.Impl;
using ICU4N.Text;

namespace ShopActors;

/// <summary>
/// E-mail addresses: a dot-atom (RFC 5321, 6531) and a domain name (UTS #46). Only the form is checked; nothing is
/// sent. Quoted local parts and address literals are not accepted.
/// </summary>
internal static class EmailAddress
{
    public const int LengthMax = CustomerLimits.EmailMax;

    private const int LocalPartMax = 64;
    private const int DomainMax = 253;

    private static readonly SearchValues<char> Atom =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly IDNA Domains = IDNA.GetUTS46Instance(
        UTS46Options.UseSTD3Rules | UTS46Options.CheckBiDi | UTS46Options.CheckContextJ |
        UTS46Options.NontransitionalToASCII | UTS46Options.NontransitionalToUnicode);

    public static bool IsValid([NotNullWhen(true)] string? text) => TryNormalize(text, out _);

    /// <summary>
    /// The key of the address's claim: the same for all spellings of an address, in upper or lower case, composed or
    /// decomposed, with the domain in Unicode or in Punycode, with or without the dot of the root.
    /// </summary>
    /// <remarks>Addresses of the past that are no longer valid keep their key.</remarks>
    public static string ClaimKey(string email)
    {
        var canonical = TryNormalize(email, out var normal) ? normal : email;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToUpperInvariant())));
    }

    private static bool TryNormalize([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? normal)
    {
        normal = null;
        if (text is null || text.Length > LengthMax || !text.EnumerateRunes().All(PlainText.IsVisible)) return false;
        if (text.Split('@') is not [var local, var domain]) return false;
        if (!TryNormalizeLocalPart(local, out var localPart)) return false;
        if (!TryNormalizeDomain(domain, out var domainName)) return false;
        normal = $"{localPart}@{domainName}";

        // Servers may be given either spelling of the domain.
        var length = Encoding.UTF8.GetByteCount(local) + 1 + domainName.Length;
        return length <= LengthMax && Encoding.UTF8.GetByteCount(text) <= LengthMax;
    }

    private static bool TryNormalizeLocalPart(string local, out string normal)
    {
        // Checked after folding, which turns a full-width @ into the ASCII one.
        normal = Normalizer2.NFKCCaseFoldInstance.Normalize(local);
        return Encoding.UTF8.GetByteCount(local) <= LocalPartMax &&
            normal.All(c => !char.IsAscii(c) || Atom.Contains(c)) &&
            !normal.Split('.').Contains("");
    }

    private static bool TryNormalizeDomain(string domain, out string normal)
    {
        normal = "";
        var ascii = new char[LengthMax + 1];
        if (!Domains.TryNameToASCII(domain, ascii, out var length, out var info) || info.HasErrors) return false;
        normal = new string(ascii, 0, length).TrimEnd('.');
        return normal.Length is > 0 and <= DomainMax;
    }
}
