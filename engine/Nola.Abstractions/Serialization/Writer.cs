using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Orleans.Serialization.Buffers;

/// <summary>
/// Writes one payload. Positions of objects count from where the writer was created, so a payload is written by one
/// writer with one session, and read from its first byte.
/// </summary>
public ref partial struct Writer
{
    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _position;
    private long _committed;

    /// <summary>Creates a writer. <see cref="Commit"/> hands the last bytes to <paramref name="output"/>.</summary>
    public Writer(IBufferWriter<byte> output, SerializerSession session)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(session);
        _output = output;
        Session = session;
    }

    /// <summary>What the payload's values share: codecs, references, type names.</summary>
    public readonly SerializerSession Session { get; }

    /// <summary>The number of bytes written.</summary>
    public readonly long Length => _committed + _position;

    /// <summary>Hands what was written to the output.</summary>
    public void Commit()
    {
        if (_position > 0) _output.Advance(_position);
        _committed += _position;
        _position = 0;
        _span = default;
    }

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        if (_position == _span.Length) Grow(1);
        _span[_position++] = value;
    }

    /// <summary>Writes an integer in groups of seven bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteVarUInt32(uint value)
    {
        if (value < 0x80) WriteByte((byte)value);
        else WriteVarUInt64(value);
    }

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarUInt64(ulong value)
    {
        var span = Reserve(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        _position += length;
    }

    /// <summary>Writes four bytes, little-endian.</summary>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
        _position += 4;
    }

    /// <summary>Writes eight bytes, little-endian.</summary>
    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);
        _position += 8;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        while (true)
        {
            var free = _span[_position..];
            if (value.Length <= free.Length)
            {
                value.CopyTo(free);
                _position += value.Length;
                return;
            }

            value[..free.Length].CopyTo(free);
            _position += free.Length;
            value = value[free.Length..];
            Grow(1);
        }
    }

    /// <summary>Writes a length and the UTF-8 form of the text.</summary>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        // Up to this length the UTF-8 form is shorter than 128 bytes, so its length is known to take one byte.
        const int ShortLengthMax = 42;

        if (value.Length <= ShortLengthMax)
        {
            var span = Reserve(1 + ShortLengthMax * 3);
            var written = Encoding.UTF8.GetBytes(value, span[1..]);
            span[0] = (byte)written;
            _position += 1 + written;
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        WriteVarUInt32((uint)length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
        _position += length;
    }

    /// <summary>Writes a field header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteFieldHeader(uint fieldId, FieldLayout layout)
    {
        if (fieldId < 16) WriteByte((byte)((fieldId << 3) | (uint)layout));
        else WriteVarUInt64(((ulong)fieldId << 3) | (uint)layout);
    }

    /// <summary>Writes a field whose value is null.</summary>
    public void WriteNull(uint fieldId)
    {
        WriteFieldHeader(fieldId, FieldLayout.Reference);
        WriteByte(0);
    }

    /// <summary>Closes an object.</summary>
    public void WriteEnd() => WriteByte((byte)FieldLayout.End);

    /// <summary>Closes one level of inheritance; the fields of the derived type follow.</summary>
    public void WriteEndOfLevel() => WriteByte((1 << 3) | (byte)FieldLayout.End);

    internal static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));

    internal static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    internal static int VarIntLength(ulong value) => 1 + BitOperations.Log2(value | 1) / 7;

    private Span<byte> Reserve(int size)
    {
        if (_span.Length - _position < size) Grow(size);
        return _span[_position..];
    }

    private void Grow(int size)
    {
        Commit();
        _span = _output.GetSpan(size);
    }
}
