using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Orleans;

/// <summary>The hash that is equal on every machine and in every version: xxHash32 with seed zero.</summary>
public static class StableHash
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;
    private const int StackBytesMax = 256;

    /// <summary>Hashes bytes.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var total = (uint)data.Length;
        uint hash;
        if (data.Length >= 16)
        {
            hash = HashStripes(ref data);
        }
        else
        {
            hash = Prime5;
        }

        hash += total;
        for (; data.Length >= 4; data = data[4..])
        {
            hash += BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime3;
            hash = BitOperations.RotateLeft(hash, 17) * Prime4;
        }

        foreach (var value in data)
        {
            hash += value * Prime5;
            hash = BitOperations.RotateLeft(hash, 11) * Prime1;
        }

        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }

    /// <summary>Hashes the UTF-8 form of a string.</summary>
    public static uint ComputeHash(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var bytesMax = Encoding.UTF8.GetMaxByteCount(data.Length);
        if (bytesMax <= StackBytesMax)
        {
            Span<byte> bytes = stackalloc byte[StackBytesMax];
            return ComputeHash(bytes[..Encoding.UTF8.GetBytes(data, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(bytesMax);
        var hash = ComputeHash(rented.AsSpan(0, Encoding.UTF8.GetBytes(data, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    private static uint HashStripes(ref ReadOnlySpan<byte> data)
    {
        var lane1 = unchecked(Prime1 + Prime2);
        var lane2 = Prime2;
        var lane3 = 0u;
        var lane4 = unchecked(0u - Prime1);
        for (; data.Length >= 16; data = data[16..])
        {
            lane1 = Round(lane1, BinaryPrimitives.ReadUInt32LittleEndian(data));
            lane2 = Round(lane2, BinaryPrimitives.ReadUInt32LittleEndian(data[4..]));
            lane3 = Round(lane3, BinaryPrimitives.ReadUInt32LittleEndian(data[8..]));
            lane4 = Round(lane4, BinaryPrimitives.ReadUInt32LittleEndian(data[12..]));
        }

        return BitOperations.RotateLeft(lane1, 1) + BitOperations.RotateLeft(lane2, 7)
            + BitOperations.RotateLeft(lane3, 12) + BitOperations.RotateLeft(lane4, 18);
    }

    private static uint Round(uint lane, uint input) =>
        BitOperations.RotateLeft(lane + (input * Prime2), 13) * Prime1;
}
