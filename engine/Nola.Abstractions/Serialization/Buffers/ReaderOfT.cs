using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Buffers;

/// <summary>The reader as codecs written for Orleans know it.</summary>
public ref struct Reader<TInput>
{
    internal Reader Inner;

    internal Reader(Reader inner) => Inner = inner;

    /// <summary>What the payload's values share.</summary>
    public readonly SerializerSession Session => Inner.Session;

    /// <summary>The number of bytes read.</summary>
    public readonly long Position => Inner.Position;

    /// <summary>The number of bytes of the whole input.</summary>
    public readonly long Length => Inner.Position + Inner.Remaining;

    /// <summary>The number of bytes left.</summary>
    public readonly long Remaining => Inner.Remaining;

    /// <summary>The header that was read last.</summary>
    internal FieldHeader LastHeader { get; set; }

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => Inner.ReadByte();

    /// <summary>Gives the next byte without reading it.</summary>
    public readonly byte PeekByte()
    {
        var ahead = Inner;
        return ahead.ReadByte();
    }

    /// <summary>Reads bytes as they are.</summary>
    /// <exception cref="SerializerException">There are fewer.</exception>
    public byte[] ReadBytes(uint count) => Inner.ReadBytes(checked((int)Math.Min(count, int.MaxValue))).ToArray();

    /// <summary>Reads bytes as they are.</summary>
    /// <exception cref="SerializerException">There are fewer.</exception>
    public void ReadBytes(scoped Span<byte> destination) => Inner.ReadBytes(destination.Length).CopyTo(destination);

    /// <summary>Reads bytes where they are, if there are so many.</summary>
    public bool TryReadBytes(int length, out ReadOnlySpan<byte> bytes)
    {
        if ((uint)length > (uint)Inner.Remaining)
        {
            bytes = default;
            return false;
        }

        bytes = Inner.ReadBytes(length);
        return true;
    }

    /// <summary>Passes over bytes.</summary>
    /// <exception cref="SerializerException">There are fewer.</exception>
    public void Skip(long count) => Inner.ReadBytes((int)Math.Clamp(count, -1, int.MaxValue));

    /// <summary>Throws unless there are so many bytes left.</summary>
    /// <exception cref="SerializerException">There are fewer.</exception>
    public readonly void EnsureAvailable(uint count)
    {
        if (count > Inner.Remaining) throw new SerializerException("The payload ends within a value.");
    }

    /// <summary>Reads four bytes, little-endian.</summary>
    public int ReadInt32() => (int)Inner.ReadUInt32();

    /// <summary>Reads four bytes, little-endian.</summary>
    public uint ReadUInt32() => Inner.ReadUInt32();

    /// <summary>Reads eight bytes, little-endian.</summary>
    public long ReadInt64() => (long)Inner.ReadUInt64();

    /// <summary>Reads eight bytes, little-endian.</summary>
    public ulong ReadUInt64() => Inner.ReadUInt64();

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public sbyte ReadVarInt8() => (sbyte)ReadVarInt32();

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public short ReadVarInt16() => (short)ReadVarInt32();

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public int ReadVarInt32() => Reader.UnZigZag(Inner.ReadVarUInt32());

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public long ReadVarInt64() => Reader.UnZigZag(Inner.ReadVarUInt64());

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public byte ReadVarUInt8() => (byte)Inner.ReadVarUInt32();

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public ushort ReadVarUInt16() => (ushort)Inner.ReadVarUInt32();

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public uint ReadVarUInt32() => Inner.ReadVarUInt32();

    /// <summary>Reads an integer in groups of seven bits.</summary>
    public ulong ReadVarUInt64() => Inner.ReadVarUInt64();

    /// <summary>Reads a field header, with the name of the value's type if it has one.</summary>
    public Field ReadFieldHeader() => Resolve(Inner.ReadFieldHeader());

    /// <summary>Reads a field header, with the name of the value's type if it has one.</summary>
    public void ReadFieldHeader(scoped ref Field field) => field = ReadFieldHeader();

    /// <summary>Passes over a field that the codec does not know; references to what is in it still work.</summary>
    public void ConsumeUnknownField(Field field) => Inner.Skip(field.Header, field.TypeNamePosition);

    /// <summary>Passes over a field that the codec does not know; references to what is in it still work.</summary>
    public void ConsumeUnknownField(scoped ref Field field) => ConsumeUnknownField(field);

    /// <summary>Passes over a field.</summary>
    public void SkipField(Field field) => ConsumeUnknownField(field);

    /// <summary>What a header is to a codec, which then reads the value.</summary>
    internal Field Resolve(FieldHeader header)
    {
        var field = new Field(header);
        if (header.Layout == FieldLayout.Typed)
        {
            var type = Inner.ReadNamedType(out var namePosition);
            header = Inner.ReadFieldHeader();
            if (header.Layout == FieldLayout.Typed) throw new SerializerException("A type name is followed by another.");
            field = new Field(new FieldHeader(field.FieldIdDelta, header.Layout), type.Type, namePosition);
        }

        LastHeader = header;
        Session.ValuePosition = Inner.Position;
        return field;
    }
}
