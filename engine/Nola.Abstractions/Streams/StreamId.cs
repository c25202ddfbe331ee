using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Orleans.Streams;

namespace Orleans.Runtime;

/// <summary>The identity of a stream: a namespace and a key. The text form is <c>namespace/key</c>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>, ISpanFormattable
{
    private readonly byte[]? _fullKey;
    private readonly ushort _namespaceLength;
    private readonly int _hash;

    private StreamId(byte[] fullKey, int namespaceLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(namespaceLength, ushort.MaxValue);

        _fullKey = fullKey;
        _namespaceLength = (ushort)namespaceLength;
        _hash = unchecked((int)StableHash.ComputeHash(fullKey));
    }

    /// <summary>Namespace and key, one after the other.</summary>
    public ReadOnlyMemory<byte> FullKey => _fullKey;

    /// <summary>The namespace.</summary>
    public ReadOnlyMemory<byte> Namespace => _fullKey.AsMemory(0, _namespaceLength);

    /// <summary>The key.</summary>
    public ReadOnlyMemory<byte> Key => _fullKey is null ? default : _fullKey.AsMemory(_namespaceLength);

    /// <summary>The stream of a namespace and a key, both in UTF-8.</summary>
    public static StreamId Create(ReadOnlySpan<byte> ns, ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty) throw new ArgumentException("A stream's key cannot be empty.", nameof(key));

        var fullKey = new byte[ns.Length + key.Length];
        ns.CopyTo(fullKey);
        key.CopyTo(fullKey.AsSpan(ns.Length));
        return new StreamId(fullKey, ns.Length);
    }

    /// <summary>The stream of a namespace and a Guid key.</summary>
    public static StreamId Create(string? ns, Guid key) => Create(ns, key.ToString("N"));

    /// <summary>The stream of a namespace and an integer key.</summary>
    public static StreamId Create(string? ns, long key) => Create(ns, key.ToString(CultureInfo.InvariantCulture));

    /// <summary>The stream of a namespace and a string key.</summary>
    public static StreamId Create(string? ns, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Create(ns is null ? [] : Encoding.UTF8.GetBytes(ns), Encoding.UTF8.GetBytes(key));
    }

    /// <summary>The stream of an identity.</summary>
    public static StreamId Create(IStreamIdentity streamIdentity)
    {
        ArgumentNullException.ThrowIfNull(streamIdentity);
        return Create(streamIdentity.Namespace, streamIdentity.Guid);
    }

    /// <summary>Reads the text form in UTF-8.</summary>
    /// <exception cref="ArgumentException">The text has no <c>/</c>, or nothing after it.</exception>
    public static StreamId Parse(ReadOnlySpan<byte> value)
    {
        var slash = value.IndexOf((byte)'/');
        if (slash < 0 || slash == value.Length - 1)
        {
            throw new ArgumentException(
                $"\"{Encoding.UTF8.GetString(value)}\" is not a stream id: the form is \"namespace/key\".",
                nameof(value));
        }

        var ns = value[..slash];
        return Create(ns.SequenceEqual("null"u8) ? [] : ns, value[(slash + 1)..]);
    }

    /// <summary>The namespace as a string, or null.</summary>
    public string? GetNamespace() =>
        _namespaceLength == 0 ? null : Encoding.UTF8.GetString(Namespace.Span);

    /// <summary>The key as a string.</summary>
    public string GetKeyAsString() => Encoding.UTF8.GetString(Key.Span);

    /// <inheritdoc/>
    public bool Equals(StreamId other) =>
        _hash == other._hash && _namespaceLength == other._namespaceLength
        && _fullKey.AsSpan().SequenceEqual(other._fullKey);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public int CompareTo(StreamId other)
    {
        var byBytes = _fullKey.AsSpan().SequenceCompareTo(other._fullKey);
        return byBytes != 0 ? byBytes : _namespaceLength.CompareTo(other._namespaceLength);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetNamespace() ?? "null"}/{GetKeyAsString()}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToString()}", out charsWritten);

    /// <summary>Whether two ids are equal.</summary>
    public static bool operator ==(StreamId left, StreamId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(StreamId left, StreamId right) => !left.Equals(right);
}
