using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans.BroadcastChannel;

/// <summary>The identity of a broadcast channel: a namespace and a key. The text form is <c>namespace/key</c>.</summary>
public readonly struct ChannelId : IEquatable<ChannelId>, IComparable<ChannelId>, ISpanFormattable
{
    private readonly StreamId _id;

    internal ChannelId(StreamId id) => _id = id;

    /// <summary>Namespace and key, one after the other.</summary>
    public ReadOnlyMemory<byte> FullKey => _id.FullKey;

    /// <summary>The namespace.</summary>
    public ReadOnlyMemory<byte> Namespace => _id.Namespace;

    /// <summary>The key.</summary>
    public ReadOnlyMemory<byte> Key => _id.Key;

    /// <summary>The form in which the runtime has it.</summary>
    internal StreamId Id => _id;

    /// <summary>The channel of a namespace and a key, both in UTF-8.</summary>
    public static ChannelId Create(ReadOnlySpan<byte> ns, ReadOnlySpan<byte> key) => new(StreamId.Create(ns, key));

    /// <summary>The channel of a namespace and a Guid key.</summary>
    public static ChannelId Create(string ns, Guid key) => new(StreamId.Create(ns, key));

    /// <summary>The channel of a namespace and a string key.</summary>
    public static ChannelId Create(string ns, string key) => new(StreamId.Create(ns, key));

    /// <summary>The key as a string.</summary>
    public string GetKeyAsString() => _id.GetKeyAsString();

    /// <summary>The namespace as a string, or null.</summary>
    public string? GetNamespace() => _id.GetNamespace();

    /// <inheritdoc/>
    public int CompareTo(ChannelId other) => _id.CompareTo(other._id);

    /// <inheritdoc/>
    public bool Equals(ChannelId other) => _id.Equals(other._id);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ChannelId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _id.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _id.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ((ISpanFormattable)_id).TryFormat(destination, out charsWritten, format, provider);

    /// <summary>Whether two ids are equal.</summary>
    public static bool operator ==(ChannelId left, ChannelId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(ChannelId left, ChannelId right) => !left.Equals(right);
}
