using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>E-mail addresses, compared regardless of case. Only the form is checked; nothing is sent.</summary>
internal static class EmailAddress
{
    public const int LengthMax = 254;

    public static bool IsValid(string? text)
    {
        if (text is null || text.Length is 0 or > LengthMax) return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= 64 && at == text.LastIndexOf('@') && at < text.Length - 1 &&
            !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>');
    }

    /// <summary>The key of the address's claim.</summary>
    public static string ClaimKey(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToUpperInvariant())));
}
