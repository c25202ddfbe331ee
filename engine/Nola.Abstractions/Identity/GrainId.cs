using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key. The text form is <c>type/key</c>.</summary>
/// <remarks>
/// Holds the two byte arrays and the two hashes side by side (24 bytes), not two spans with padding:
/// every activation, message header and directory entry carries one.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
[JsonConverter(typeof(GrainIdJsonConverter))]
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>, ISpanFormattable, ISpanParsable<GrainId>
{
    private readonly byte[]? _type;
    private readonly byte[]? _key;
    private readonly int _typeHash;
    private readonly int _keyHash;

    /// <summary>The grain of a type with a key.</summary>
    public GrainId(GrainType type, IdSpan key)
    {
        _type = GrainType.UnsafeGetArray(type);
        _typeHash = type.GetHashCode();
        _key = IdSpan.UnsafeGetArray(key);
        _keyHash = key.GetHashCode();
    }

    /// <summary>The grain's type.</summary>
    public GrainType Type => new(IdSpan.UnsafeCreate(_type, _typeHash));

    /// <summary>The grain's key.</summary>
    public IdSpan Key => IdSpan.UnsafeCreate(_key, _keyHash);

    /// <summary>Whether this is the default value.</summary>
    public bool IsDefault => _type is null || _type.Length == 0;

    /// <summary>The grain of a type with a key.</summary>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>The grain of a type with a key.</summary>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new GrainId(type, IdSpan.Create(key));
    }

    /// <summary>The grain of a type with a key.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text has no <c>/</c>, or nothing before it.</exception>
    public static GrainId Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return TryParse(value, out var result) ? result : throw NotAGrainId(value);
    }

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? value, out GrainId result) => TryParse(value.AsSpan(), null, out result);

    /// <inheritdoc/>
    public static GrainId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GrainId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static GrainId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw NotAGrainId(s.ToString());

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out GrainId result)
    {
        var slash = s.IndexOf('/');
        if (slash <= 0)
        {
            result = default;
            return false;
        }

        result = new GrainId(new GrainType(ToUtf8(s[..slash])), new IdSpan(ToUtf8(s[(slash + 1)..])));
        return true;
    }

    /// <summary>A hash that is equal on every machine; the grain's point on the ring of silos.</summary>
    public uint GetUniformHashCode()
    {
        // The finalizer spreads keys that differ in few bits (consecutive integers) over the whole ring.
        var hash = unchecked(((uint)_typeHash * 0x9E3779B1) + (uint)_keyHash);
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    /// <inheritdoc/>
    public bool Equals(GrainId other) =>
        IdSpan.SameBytes(_key, _keyHash, other._key, other._keyHash)
        && IdSpan.SameBytes(_type, _typeHash, other._type, other._typeHash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((_typeHash * (int)0x9E3779B1) + _keyHash);

    /// <inheritdoc/>
    public int CompareTo(GrainId other)
    {
        var byType = Type.CompareTo(other.Type);
        return byType != 0 ? byType : Key.CompareTo(other.Key);
    }

    /// <inheritdoc/>
    public override string ToString() => IsDefault ? "(null)" : $"{Type}/{Key}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToString()}", out charsWritten);

    /// <summary>Whether two ids are equal.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    private static byte[] ToUtf8(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static FormatException NotAGrainId(string text) =>
        new($"\"{text}\" is not a grain id: the form is \"type/key\".");
}
