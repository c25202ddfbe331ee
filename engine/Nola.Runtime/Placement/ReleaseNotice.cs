using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Nola.Runtime.Placement;

/// <summary>
/// What a silo tells of the grains it lost: of the view of that version it holds only those still whose hashes are
/// listed. Their requests may wait for grains that moved too, so those must not wait for them.
/// </summary>
internal sealed record ReleaseNotice(long Version, ImmutableHashSet<uint> Held)
{
    public static readonly ReleaseNotice Never = new(-1, []);

    public bool IsComplete => Held.IsEmpty;

    /// <summary>Whether this was said after the other: within a version what is held only becomes less.</summary>
    public bool IsAfter(ReleaseNotice other) =>
        Version > other.Version || (Version == other.Version && Held.Count < other.Held.Count);

    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(long) + Held.Count * sizeof(uint)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Version);
        var position = sizeof(long);
        foreach (var hash in Held)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), hash);
            position += sizeof(uint);
        }

        return bytes;
    }

    public static ReleaseNotice? TryParse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(long) || bytes.Length % sizeof(uint) != 0) return null;

        var held = ImmutableHashSet.CreateBuilder<uint>();
        for (var rest = bytes[sizeof(long)..]; rest.Length > 0; rest = rest[sizeof(uint)..])
        {
            held.Add(BinaryPrimitives.ReadUInt32LittleEndian(rest));
        }

        return new ReleaseNotice(BinaryPrimitives.ReadInt64LittleEndian(bytes), held.ToImmutable());
    }
}
