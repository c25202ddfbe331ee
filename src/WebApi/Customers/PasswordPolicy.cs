using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ICU4N.Text;

namespace ShopActors.WebApi.Customers;

/// <summary>
/// Which passwords are accepted (NIST SP 800-63B): any printable characters, no rules of composition, but none of the
/// most common passwords, and not the customer's own name or address.
/// </summary>
internal static class PasswordPolicy
{
    private static readonly FrozenSet<string> Common = ReadCommon();

    /// <summary>The password as it is hashed: the same for all ways to type it.</summary>
    /// <remarks>By ICU4N: in invariant globalization mode the normalization of .NET does nothing.</remarks>
    public static string Normalize(string password) => Normalizer2.NFCInstance.Normalize(password);

    /// <summary>Why the password is not accepted; null if it is.</summary>
    public static ShopError? Check(string password, string name, string email)
    {
        var text = Normalize(password);
        var length = text.EnumerateRunes().Count();
        if (length < CustomerLimits.PasswordMin)
        {
            return Invalid($"A password has at least {CustomerLimits.PasswordMin} characters; 15 are recommended.");
        }

        if (length > CustomerLimits.PasswordMax)
        {
            return Invalid($"A password has at most {CustomerLimits.PasswordMax} characters.");
        }

        if (text.EnumerateRunes().Any(IsControl)) return Invalid("A password has no control characters.");
        if (Common.Contains(text.ToLowerInvariant())) return Invalid("The password is one of the most common ones.");
        var at = email.LastIndexOf('@');
        return IsSame(text, name) || IsSame(text, email) || IsSame(text, at < 0 ? email : email[..at])
            ? Invalid("The password is the customer's name or address.")
            : null;
    }

    private static ShopError Invalid(string why) => ShopError.Never(ErrorCode.InvalidPassword, why);

    private static bool IsSame(string password, string text) =>
        string.Equals(password, Normalize(text).Trim(), StringComparison.OrdinalIgnoreCase);

    // The replacement character stands for half a surrogate pair.
    private static bool IsControl(Rune rune) =>
        rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;

    private static FrozenSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordPolicy).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var found = new List<string>();
        while (reader.ReadLine() is { } line) found.Add(line);
        return found.ToFrozenSet(StringComparer.Ordinal);
    }
}
