using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// The bytes of Guid, integer and compound keys. Guids are 32 lower-case hex digits, integers are upper-case hex in
/// two's complement without padding, a key extension follows after <c>+</c>.
/// </summary>
public static class GrainIdKeyExtensions
{
    private const int GuidLength = 32;
    private const int IntegerLengthMax = 16;

    /// <summary>The key for a <see cref="Guid"/>.</summary>
    public static IdSpan CreateGuidKey(Guid key)
    {
        var bytes = new byte[GuidLength];
        key.TryFormat(bytes, out _, "N");
        return new IdSpan(bytes);
    }

    /// <summary>The key for a <see cref="Guid"/> and an extension.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension)
            ? CreateGuidKey(key)
            : CreateGuidKey(key, Encoding.UTF8.GetBytes(keyExtension));

    /// <summary>The key for a <see cref="Guid"/> and an extension in UTF-8.</summary>
    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension)
    {
        if (keyExtension.IsEmpty) return CreateGuidKey(key);

        var bytes = new byte[GuidLength + 1 + keyExtension.Length];
        key.TryFormat(bytes, out _, "N");
        bytes[GuidLength] = (byte)'+';
        keyExtension.CopyTo(bytes.AsSpan(GuidLength + 1));
        return new IdSpan(bytes);
    }

    /// <summary>The key for an integer.</summary>
    public static IdSpan CreateIntegerKey(long key)
    {
        Span<byte> digits = stackalloc byte[IntegerLengthMax];
        Utf8Formatter.TryFormat(key, digits, out var length, 'X');
        return new IdSpan(digits[..length].ToArray());
    }

    /// <summary>The key for an integer and an extension.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension)
            ? CreateIntegerKey(key)
            : CreateIntegerKey(key, Encoding.UTF8.GetBytes(keyExtension));

    /// <summary>The key for an integer and an extension in UTF-8.</summary>
    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension)
    {
        if (keyExtension.IsEmpty) return CreateIntegerKey(key);

        Span<byte> digits = stackalloc byte[IntegerLengthMax];
        Utf8Formatter.TryFormat(key, digits, out var length, 'X');
        var bytes = new byte[length + 1 + keyExtension.Length];
        digits[..length].CopyTo(bytes);
        bytes[length] = (byte)'+';
        keyExtension.CopyTo(bytes.AsSpan(length + 1));
        return new IdSpan(bytes);
    }

    /// <summary>Reads a Guid key and its extension.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var bytes = Split(grainId, out keyExt);
        if (bytes.Length == GuidLength
            && Utf8Parser.TryParse(bytes, out key, out var consumed, 'N')
            && consumed == GuidLength)
        {
            return true;
        }

        key = default;
        keyExt = null;
        return false;
    }

    /// <summary>Reads an integer key and its extension.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var bytes = Split(grainId, out keyExt);
        if (bytes.Length is > 0 and <= IntegerLengthMax
            && Utf8Parser.TryParse(bytes, out key, out var consumed, 'X')
            && consumed == bytes.Length)
        {
            return true;
        }

        key = default;
        keyExt = null;
        return false;
    }

    /// <summary>The Guid key and its extension.</summary>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt)
    {
        if (!grainId.TryGetGuidKey(out var key, out keyExt)) ThrowNotOfKind(grainId, "Guid");

        return key;
    }

    /// <summary>The Guid key.</summary>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    /// <summary>The integer key and its extension.</summary>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt)
    {
        if (!grainId.TryGetIntegerKey(out var key, out keyExt)) ThrowNotOfKind(grainId, "integer");

        return key;
    }

    /// <summary>The integer key.</summary>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    private static ReadOnlySpan<byte> Split(GrainId grainId, out string? keyExt)
    {
        var bytes = grainId.Key.AsSpan();
        var plus = bytes.IndexOf((byte)'+');
        keyExt = plus < 0 ? null : Encoding.UTF8.GetString(bytes[(plus + 1)..]);
        return plus < 0 ? bytes : bytes[..plus];
    }

    [DoesNotReturn]
    private static void ThrowNotOfKind(GrainId grainId, string kind) =>
        throw new ArgumentException($"Grain id {grainId} has no {kind} key.", nameof(grainId));
}
