using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>
/// The spelling of ids: either free text of a narrow charset, or a prefix and 26 characters of base 32 that hold 128
/// bits. The narrow charset lets every id stand in a URL, a grain key, a journal name and a log line without escaping.
/// </summary>
internal static class IdText
{
    /// <summary>128 bits in base 32.</summary>
    public const int SuffixLength = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly SearchValues<char> Base32 = SearchValues.Create(Alphabet);

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly SearchValues<char> Path =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:/");

    public static bool IsPlain(ReadOnlySpan<char> text, int lengthMax) =>
        IsText(text, lengthMax, Plain);

    public static bool IsPath(ReadOnlySpan<char> text, int lengthMax) =>
        IsText(text, lengthMax, Path);

    public static bool IsPrefixed(ReadOnlySpan<char> text, string prefix)
    {
        if (text.Length != prefix.Length + SuffixLength) return false;
        if (!text.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var suffix = text[prefix.Length..];

        // The last character carries three bits; any other spelling of the same 128 bits would be a second name.
        return !suffix.ContainsAnyExcept(Base32) &&
            (Alphabet.IndexOf(suffix[^1], StringComparison.Ordinal) & 0b11) == 0;
    }

    public static string FromRandom(string prefix, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bits = stackalloc byte[16];
        random.Fill(bits);
        return prefix + Encode(bits);
    }

    /// <summary>
    /// The id that the parts always lead to. Each part is length-prefixed, so ("a","bc") and ("ab","c") differ.
    /// </summary>
    public static string FromHash(string prefix, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return prefix + Encode(digest[..16]);
    }

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        int buffer = 0, bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0) text.Append(Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    private static bool IsText(ReadOnlySpan<char> text, int lengthMax, SearchValues<char> charset) =>
        text.Length > 0 && text.Length <= lengthMax &&
        char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(charset);
}
