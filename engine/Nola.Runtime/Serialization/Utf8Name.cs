namespace Nola.Runtime.Serialization;

/// <summary>A name as it stands in a payload, so that it can be looked up without making a string of it.</summary>
internal readonly struct Utf8Name(byte[] bytes) : IEquatable<Utf8Name>
{
    private readonly byte[] _bytes = bytes;

    public bool Equals(Utf8Name other) => _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => obj is Utf8Name other && Equals(other);

    public override int GetHashCode() => Comparer.Hash(_bytes);

    internal sealed class Comparer
        : IEqualityComparer<Utf8Name>, IAlternateEqualityComparer<ReadOnlySpan<byte>, Utf8Name>
    {
        public static Comparer Instance { get; } = new();

        public static int Hash(ReadOnlySpan<byte> bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }

        public bool Equals(Utf8Name x, Utf8Name y) => x.Equals(y);

        public int GetHashCode(Utf8Name obj) => obj.GetHashCode();

        public bool Equals(ReadOnlySpan<byte> alternate, Utf8Name other) => alternate.SequenceEqual(other._bytes);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => Hash(alternate);

        public Utf8Name Create(ReadOnlySpan<byte> alternate) => new(alternate.ToArray());
    }
}
