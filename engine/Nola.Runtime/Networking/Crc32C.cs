using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Nola.Runtime.Networking;

/// <summary>The checksum of frames: CRC-32C, which processors compute eight bytes at a time.</summary>
internal static class Crc32C
{
    // One step waits for the one before it, but a processor has three under way at once: long data is taken as
    // three lanes of this length, whose checksums are then joined.
    private const int LaneLength = 1024;

    // What becomes of each byte of a checksum when a lane of zeros follows it; joining is linear.
    private static readonly uint[] s_shift = CreateShift();

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        while (data.Length >= 3 * LaneLength)
        {
            crc = AppendLanes(crc, data[..(3 * LaneLength)]);
            data = data[(3 * LaneLength)..];
        }

        return ~Append(crc, data);
    }

    private static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, ToLittleEndian(word));
        }

        foreach (var value in data[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }

    private static uint AppendLanes(uint crc, ReadOnlySpan<byte> data)
    {
        const int Words = LaneLength / sizeof(ulong);
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        var first = words[..Words];
        var second = words.Slice(Words, Words);
        var third = words.Slice(2 * Words, Words);
        uint secondCrc = 0;
        uint thirdCrc = 0;
        for (var i = 0; i < Words; i++)
        {
            crc = BitOperations.Crc32C(crc, ToLittleEndian(first[i]));
            secondCrc = BitOperations.Crc32C(secondCrc, ToLittleEndian(second[i]));
            thirdCrc = BitOperations.Crc32C(thirdCrc, ToLittleEndian(third[i]));
        }

        return Shift(Shift(crc) ^ secondCrc) ^ thirdCrc;
    }

    private static uint Shift(uint crc) =>
        s_shift[crc & 0xFF]
        ^ s_shift[0x100 + ((crc >> 8) & 0xFF)]
        ^ s_shift[0x200 + ((crc >> 16) & 0xFF)]
        ^ s_shift[0x300 + (crc >> 24)];

    private static uint[] CreateShift()
    {
        var zeros = new byte[LaneLength];
        var shift = new uint[4 * 0x100];
        for (var i = 0; i < shift.Length; i++) shift[i] = Append((uint)(i & 0xFF) << (i >> 8 << 3), zeros);
        return shift;
    }

    private static ulong ToLittleEndian(ulong word) =>
        BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
}
