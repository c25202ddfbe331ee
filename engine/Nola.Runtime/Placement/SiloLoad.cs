using System.Buffers.Binary;

namespace Nola.Runtime.Placement;

/// <summary>How busy a silo is.</summary>
/// <param name="Activations">The number of its activations.</param>
/// <param name="CpuUsage">The part of the machine's processors that it uses, from 0 to 1.</param>
/// <param name="MemoryUsage">The part of the memory it may use that is in use, from 0 to 1.</param>
internal readonly record struct SiloLoad(int Activations, float CpuUsage, float MemoryUsage)
{
    private const int Length = sizeof(int) + sizeof(float) + sizeof(float);

    public byte[] Encode()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Activations);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4), CpuUsage);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8), MemoryUsage);
        return bytes;
    }

    public static SiloLoad? TryDecode(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new SiloLoad(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]),
            BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]))
        : null;
}
