using System.Text;
using AnyAscii;
using ICU4N.Text;

namespace ShopActors;

/// <summary>
/// The form in which texts are searched. Texts that differ only in case, diacritics, typographic punctuation, white
/// space, invisible characters or Unicode form have the same one: <c>STRASSE</c> and <c>Straße</c>, <c>Bronte</c> and
/// <c>Brontë</c>, <c>Lodz</c> and <c>Łódź</c>.
/// </summary>
internal static class SearchText
{
    /// <summary>The folded text. Folding it again changes nothing.</summary>
    public static string Fold(string text)
    {
        // NFKC_Casefold would turn an acute accent into a space with a mark and so split "Rock´n´Roll". .NET knows the
        // lower case of letters that are newer than ICU4N's data.
        var composed = Normalizer2.NFCInstance.Normalize(text).Replace('´', '\'').ToLowerInvariant();
        var letters = Normalizer2.NFDInstance.Normalize(Normalizer2.NFKCCaseFoldInstance.Normalize(composed));

        var folded = new StringBuilder(letters.Length);
        foreach (var c in letters)
        {
            if (IsDiacritic(c)) continue;
            if (HasAsciiForm(c))
            {
                foreach (var ascii in Transliteration.Transliterate(new Rune(c)))
                {
                    Append(folded, char.ToLowerInvariant((char)ascii));
                }
            }
            else
            {
                Append(folded, c);
            }
        }

        return Normalizer2.NFCInstance.Normalize(folded.ToString().TrimEnd(' '));
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (char.IsWhiteSpace(c))
        {
            if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        else if (!char.IsControl(c))
        {
            folded.Append(IsApostrophe(c) ? '\'' : c);
        }
    }

    /// <summary>The blocks of combining marks that belong to no script: Latin, Greek and Cyrillic use them.</summary>
    /// <remarks>Marks of one script, such as the one that turns か into が, distinguish words as letters do.</remarks>
    private static bool IsDiacritic(char c) =>
        c is (>= '\u0300' and <= '\u036F') or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF')
            or (>= '\u20D0' and <= '\u20FF') or (>= '\uFE20' and <= '\uFE2F');

    /// <summary>Latin letters that Unicode does not decompose, such as ø and æ, and typographic punctuation.</summary>
    private static bool HasAsciiForm(char c) => c is (>= '\u00C0' and <= '\u024F') or (>= '\u2010' and <= '\u205E');

    private static bool IsApostrophe(char c) => c is '`' or '\u02B9' or '\u02BB' or '\u02BC';
}
