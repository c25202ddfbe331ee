using System.Globalization;
using System.Text;
using ICU4N;
using ICU4N.Globalization;
using ICU4N.Text;

namespace ShopActors;

/// <summary>
/// Texts that people enter and the shop stores. They are stored in NFC, so that equal texts are equal strings, and
/// contain nothing that ends a line or turns the direction of the text around them.
/// </summary>
/// <remarks>
/// ICU4N brings its own Unicode data. The shop runs in invariant globalization mode, where the normalization of .NET
/// does nothing, so that it needs no ICU on the machine; and a key derived from a text must be the same on every silo.
/// </remarks>
internal static class PlainText
{
    // Looks blank but is a symbol to Unicode.
    private static readonly Rune BlankBraille = new(0x2800);

    /// <summary>The text as it is stored: in NFC, without white space at its ends.</summary>
    public static string Normalize(string text) => Normalizer2.NFCInstance.Normalize(text).Trim();

    /// <summary>The text as it is stored; null without one, or when nothing remains of it.</summary>
    public static string? NormalizeOptional(string? text) =>
        text is null ? null : Normalize(text) is { Length: > 0 } normal ? normal : null;

    /// <summary>Whether the text has something to see, is not too long and <see cref="IsHarmless"/>.</summary>
    public static bool IsValid(string text, int lengthMax) =>
        text.Length <= lengthMax && text.EnumerateRunes().Any(IsVisible) && IsHarmless(text);

    /// <summary>Whether each line of the text is harmless, and one has something to see.</summary>
    public static bool IsValidLines(string text, int lengthMax) =>
        text.Length <= lengthMax && text.EnumerateRunes().Any(IsVisible)
        && text.Split('\n').All(static line => IsHarmless(line.TrimEnd('\r')));

    /// <summary>Whether the text has no control characters, such as line ends and bidirectional controls.</summary>
    public static bool IsHarmless(string text) => !text.EnumerateRunes().Any(IsControl);

    /// <summary>Whether the character can be seen; false for white space.</summary>
    public static bool IsVisible(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !IsControl(rune) && rune != BlankBraille && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) &&
        !UChar.HasBinaryProperty(rune.Value, UProperty.Default_Ignorable_Code_Point);

    // The replacement character stands for half a surrogate pair, or for bytes that were once read in a wrong encoding.
    private static bool IsControl(Rune rune) =>
        rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ||
        UChar.HasBinaryProperty(rune.Value, UProperty.Bidi_Control);
}
