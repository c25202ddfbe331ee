using System.Buffers.Binary;

namespace Orleans.Serialization.Buffers;

// Values of types that need no codec look-up, each after its header. Generated code calls these directly.
public ref partial struct Reader
{
    /// <summary>Reads a value.</summary>
    public bool ReadBoolean(FieldHeader header) =>
        ReadUInt64(header) switch
        {
            0 => false,
            1 => true,
            var other => throw new SerializerException($"{other} is not a truth value."),
        };

    /// <summary>Reads a value.</summary>
    public char ReadChar(FieldHeader header) => (char)ReadUInt16(header);

    /// <summary>Reads a value.</summary>
    public byte ReadByte(FieldHeader header)
    {
        var value = ReadUInt64(header);
        if (value > byte.MaxValue) ThrowNarrow();
        return (byte)value;
    }

    /// <summary>Reads a value.</summary>
    public ushort ReadUInt16(FieldHeader header)
    {
        var value = ReadUInt64(header);
        if (value > ushort.MaxValue) ThrowNarrow();
        return (ushort)value;
    }

    /// <summary>Reads a value.</summary>
    public uint ReadUInt32(FieldHeader header)
    {
        var value = ReadUInt64(header);
        if (value > uint.MaxValue) ThrowNarrow();
        return (uint)value;
    }

    /// <summary>Reads a value.</summary>
    public ulong ReadUInt64(FieldHeader header)
    {
        if (header.Layout == FieldLayout.LengthPrefixed) return (ulong)Narrow(ReadUInt128(header), ulong.MaxValue);

        header.Expect(FieldLayout.VarInt);
        return ReadVarUInt64();
    }

    /// <summary>Reads a value.</summary>
    public sbyte ReadSByte(FieldHeader header)
    {
        var value = ReadInt64(header);
        if (value is < sbyte.MinValue or > sbyte.MaxValue) ThrowNarrow();
        return (sbyte)value;
    }

    /// <summary>Reads a value.</summary>
    public short ReadInt16(FieldHeader header)
    {
        var value = ReadInt64(header);
        if (value is < short.MinValue or > short.MaxValue) ThrowNarrow();
        return (short)value;
    }

    /// <summary>Reads a value.</summary>
    public int ReadInt32(FieldHeader header)
    {
        var value = ReadInt64(header);
        if (value is < int.MinValue or > int.MaxValue) ThrowNarrow();
        return (int)value;
    }

    /// <summary>Reads a value.</summary>
    public long ReadInt64(FieldHeader header)
    {
        if (header.Layout == FieldLayout.LengthPrefixed) return ReadWideInt64(header);

        header.Expect(FieldLayout.VarInt);
        return UnZigZag(ReadVarUInt64());
    }

    /// <summary>Reads a value.</summary>
    public float ReadSingle(FieldHeader header)
    {
        if (header.Layout == FieldLayout.Fixed32) return BitConverter.UInt32BitsToSingle(ReadUInt32());

        var wide = ReadDouble(header);
        var narrow = (float)wide;
        if (float.IsInfinity(narrow) && !double.IsInfinity(wide)) ThrowNarrow();
        return narrow;
    }

    /// <summary>Reads a value.</summary>
    public double ReadDouble(FieldHeader header)
    {
        if (header.Layout == FieldLayout.Fixed64) return BitConverter.UInt64BitsToDouble(ReadUInt64());
        return ReadOtherDouble(header);
    }

    /// <summary>Reads a value.</summary>
    public decimal ReadDecimal(FieldHeader header)
    {
        if (header.Layout != FieldLayout.LengthPrefixed) return ReadDecimalOfDouble(header);

        var bytes = ReadBlock(header, 16);
        Span<int> parts = stackalloc int[4];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 4)..]);
        }

        try
        {
            return new decimal(parts);
        }
        catch (ArgumentException exception)
        {
            throw new SerializerException("The bytes are no decimal number.", exception);
        }
    }

    /// <summary>Reads a value.</summary>
    public Guid ReadGuid(FieldHeader header) => new(ReadBlock(header, 16));

    /// <summary>Reads a value.</summary>
    public DateTime ReadDateTime(FieldHeader header)
    {
        header.Expect(FieldLayout.Fixed64);
        var bits = ReadUInt64();
        var ticks = (long)(bits & (ulong.MaxValue >> 2));
        var kind = (DateTimeKind)(bits >> 62);
        if (ticks > DateTime.MaxValue.Ticks || kind > DateTimeKind.Local) ThrowOverflow();
        return new(ticks, kind);
    }

    /// <summary>Reads a value.</summary>
    public DateTimeOffset ReadDateTimeOffset(FieldHeader header)
    {
        header.Expect(FieldLayout.LengthPrefixed);
        var end = ReadVarUInt32() + (uint)_position;
        var ticks = (long)ReadUInt64();
        var offset = UnZigZag(ReadVarUInt32());
        if (end != _position) ThrowOverflow();
        try
        {
            return new(ticks, TimeSpan.FromMinutes(offset));
        }
        catch (ArgumentException exception)
        {
            throw new SerializerException("The bytes are no point in time.", exception);
        }
    }

    /// <summary>Reads a value.</summary>
    public TimeSpan ReadTimeSpan(FieldHeader header) => new(ReadInt64(header));

    /// <summary>Reads a value.</summary>
    public DateOnly ReadDateOnly(FieldHeader header)
    {
        var day = ReadUInt32(header);
        if (day > (uint)DateOnly.MaxValue.DayNumber) ThrowOverflow();
        return DateOnly.FromDayNumber((int)day);
    }

    /// <summary>Reads a value.</summary>
    public TimeOnly ReadTimeOnly(FieldHeader header)
    {
        var ticks = ReadUInt64(header);
        if (ticks > (ulong)TimeOnly.MaxValue.Ticks) ThrowOverflow();
        return new((long)ticks);
    }

    /// <summary>Reads a value.</summary>
    public Half ReadHalf(FieldHeader header)
    {
        if (header.Layout == FieldLayout.VarInt) return BitConverter.UInt16BitsToHalf(ReadUInt16(header));

        var wide = ReadDouble(header);
        var narrow = (Half)wide;
        if (Half.IsInfinity(narrow) && !double.IsInfinity(wide)) ThrowNarrow();
        return narrow;
    }

    /// <summary>Reads a value.</summary>
    public UInt128 ReadUInt128(FieldHeader header) =>
        header.Layout == FieldLayout.VarInt
            ? ReadVarUInt64()
            : BinaryPrimitives.ReadUInt128LittleEndian(ReadBlock(header, 16));

    /// <summary>Reads a value.</summary>
    public Int128 ReadInt128(FieldHeader header) =>
        header.Layout == FieldLayout.VarInt
            ? UnZigZag(ReadVarUInt64())
            : BinaryPrimitives.ReadInt128LittleEndian(ReadBlock(header, 16));

    /// <summary>Reads a value.</summary>
    public string? ReadString(FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference)
        {
            ReadNull();
            return null;
        }

        header.Expect(FieldLayout.LengthPrefixed);
        return ReadString();
    }

    /// <summary>Reads the bytes of a field, where they are.</summary>
    public ReadOnlySpan<byte> ReadBytesField(FieldHeader header)
    {
        header.Expect(FieldLayout.LengthPrefixed);
        return ReadLengthPrefixed();
    }

    /// <summary>Reads the rest of a null field of a type whose values are never shared.</summary>
    public void ReadNull()
    {
        if (ReadVarUInt32() != 0) throw new SerializerException(
            "A reference was found where only null or a value can be.");
    }

    private ReadOnlySpan<byte> ReadBlock(FieldHeader header, int length)
    {
        var bytes = ReadBytesField(header);
        if (bytes.Length != length) ThrowTruncated();
        return bytes;
    }
}
