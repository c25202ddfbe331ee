using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>
/// The spelling of ids: either free text of a narrow character set, or a prefix and 26 base-32 characters that hold 128
/// bits. The narrow set lets every id appear in a URL, a grain key, a journal name and a log line without escaping.
/// </summary>
public static class IdText
{
    /// <summary>How many characters at the end of an id the API may replace with a check: 48 bits.</summary>
    public const int CheckLength = 10;

    /// <summary>128 bits in base 32.</summary>
    private const int SuffixLength = 26;

    private const int StackMax = 512;
    private const int EncodedMax = 104;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly SearchValues<char> Base32 = SearchValues.Create(Alphabet);

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly SearchValues<char> Path =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:/");

    internal static bool IsPlain(ReadOnlySpan<char> text, int lengthMax) =>
        IsText(text, lengthMax, Plain);

    internal static bool IsPath(ReadOnlySpan<char> text, int lengthMax) =>
        IsText(text, lengthMax, Path);

    internal static bool IsPrefixed(ReadOnlySpan<char> text, string prefix)
    {
        if (text.Length != prefix.Length + SuffixLength) return false;
        if (!text.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var suffix = text[prefix.Length..];

        // The last character carries only three bits. Any other spelling of the same 128 bits would be a second name
        // for one id.
        return !suffix.ContainsAnyExcept(Base32) &&
            (Alphabet.IndexOf(suffix[^1], StringComparison.Ordinal) & 0b11) == 0;
    }

    internal static string FromRandom(string prefix, RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bits = stackalloc byte[16];
        random.GetBytes(bits);
        return Encode(prefix, bits);
    }

    /// <summary>
    /// The id derived from the parts. Each part is length-prefixed, so ("a","bc") and ("ab","c") differ.
    /// </summary>
    internal static string FromHash(string prefix, params ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts) length += sizeof(int) + Encoding.UTF8.GetByteCount(part);
        var bytes = length <= StackMax ? stackalloc byte[StackMax] : new byte[length];
        var rest = bytes;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, written);
            rest = rest[(sizeof(int) + written)..];
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], digest);
        return Encode(prefix, digest[..16]);
    }

    /// <summary>Whether two ids differ at most in their check characters.</summary>
    internal static bool NameTheSame(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left[..^CheckLength].SequenceEqual(right[..^CheckLength]);

    /// <summary>The prefix and the bytes in base 32; at most 64 bytes.</summary>
    public static string Encode(ReadOnlySpan<char> prefix, ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[EncodedMax];
        var length = 0;
        int buffer = 0, bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[length++] = Alphabet[(buffer >> bits) & 31];
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0) text[length++] = Alphabet[(buffer << (5 - bits)) & 31];
        return string.Concat(prefix, text[..length]);
    }

    private static bool IsText(ReadOnlySpan<char> text, int lengthMax, SearchValues<char> charset) =>
        text.Length > 0 && text.Length <= lengthMax &&
        char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(charset);
}
