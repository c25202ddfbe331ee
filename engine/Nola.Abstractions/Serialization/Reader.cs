using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Orleans.Serialization.Buffers;

/// <summary>
/// Reads one payload from its first byte. Nothing in the input can make it read outside, loop or allocate more than the
/// input warrants.
/// </summary>
public ref partial struct Reader
{
    private readonly ReadOnlySpan<byte> _input;
    private int _position;

    /// <summary>Creates a reader of a payload that one <see cref="Writer"/> wrote.</summary>
    public Reader(ReadOnlySpan<byte> input, SerializerSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _input = input;
        Session = session;
    }

    /// <summary>What the payload's values share: codecs, references, type names.</summary>
    public readonly SerializerSession Session { get; }

    /// <summary>The number of bytes read.</summary>
    public readonly int Position => _position;

    /// <summary>The number of bytes left.</summary>
    public readonly int Remaining => _input.Length - _position;

    /// <summary>Reads one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if ((uint)_position >= (uint)_input.Length) ThrowTruncated();
        return _input[_position++];
    }

    /// <summary>Reads an integer in groups of seven bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarUInt64()
    {
        if ((uint)_position < (uint)_input.Length && _input[_position] < 0x80) return _input[_position++];
        return ReadLongVarUInt64();
    }

    /// <summary>Reads an integer in groups of seven bits that must fit in 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadVarUInt32()
    {
        var value = ReadVarUInt64();
        if (value > uint.MaxValue) ThrowOverflow();
        return (uint)value;
    }

    /// <summary>Reads four bytes, little-endian.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    /// <summary>Reads eight bytes, little-endian.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    /// <summary>Gives the next bytes where they are; they are valid as long as the input is.</summary>
    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        if ((uint)length > (uint)(_input.Length - _position)) ThrowTruncated();
        var bytes = _input.Slice(_position, length);
        _position += length;
        return bytes;
    }

    /// <summary>Reads a length and that many bytes, where they are.</summary>
    public ReadOnlySpan<byte> ReadLengthPrefixed()
    {
        var length = ReadVarUInt32();
        if (length > (uint)(_input.Length - _position)) ThrowTruncated();
        return ReadBytes((int)length);
    }

    /// <summary>Reads what <see cref="Writer.WriteString"/> wrote.</summary>
    public string ReadString() => Encoding.UTF8.GetString(ReadLengthPrefixed());

    /// <summary>
    /// Reads the number of elements of a collection. Every element takes at least one byte, so a number larger than the
    /// rest of the input is refused before anything is allocated for it.
    /// </summary>
    public int ReadCount(FieldHeader header)
    {
        var count = ReadUInt64(header);
        if (count > (uint)Remaining) ThrowTruncated();
        return (int)count;
    }

    /// <summary>Reads a field header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldHeader ReadFieldHeader()
    {
        var value = ReadVarUInt64();
        var id = value >> 3;
        if (id > uint.MaxValue) ThrowOverflow();
        return new((uint)id, (FieldLayout)(value & 7));
    }

    /// <summary>
    /// Reads the next header of an object's level; false at its end, which is then in <paramref name="header"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadFieldHeader(out FieldHeader header)
    {
        header = ReadFieldHeader();
        return !header.IsEnd;
    }

    internal static int UnZigZag(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    internal static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private ulong ReadLongVarUInt64()
    {
        ulong result = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = ReadByte();
            if (shift == 63 && next > 1) ThrowOverflow();
            result |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return result;
        }

        ThrowOverflow();
        return 0;
    }

    private static void ThrowTruncated() => throw new SerializerException("The payload ends within a value.");

    private static void ThrowOverflow() => throw new SerializerException("A number is larger than its field allows.");
}
