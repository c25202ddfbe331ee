using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Buffers;

// Fields of types that need no codec look-up. Generated code calls these directly.
public ref partial struct Writer
{
    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, bool value) => WriteField(fieldId, value ? 1u : 0u);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, char value) => WriteField(fieldId, (uint)value);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, byte value) => WriteField(fieldId, (uint)value);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, ushort value) => WriteField(fieldId, (uint)value);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, uint value)
    {
        WriteFieldHeader(fieldId, FieldLayout.VarInt);
        WriteVarUInt32(value);
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, ulong value)
    {
        WriteFieldHeader(fieldId, FieldLayout.VarInt);
        WriteVarUInt64(value);
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, sbyte value) => WriteField(fieldId, (int)value);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, short value) => WriteField(fieldId, (int)value);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, int value)
    {
        WriteFieldHeader(fieldId, FieldLayout.VarInt);
        WriteVarUInt32(ZigZag(value));
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, long value)
    {
        WriteFieldHeader(fieldId, FieldLayout.VarInt);
        WriteVarUInt64(ZigZag(value));
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, float value)
    {
        WriteFieldHeader(fieldId, FieldLayout.Fixed32);
        WriteUInt32(BitConverter.SingleToUInt32Bits(value));
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, double value)
    {
        WriteFieldHeader(fieldId, FieldLayout.Fixed64);
        WriteUInt64(BitConverter.DoubleToUInt64Bits(value));
    }

    /// <summary>Writes a field.</summary>
    [SkipLocalsInit]
    public void WriteField(uint fieldId, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        WriteFieldHeader(fieldId, FieldLayout.LengthPrefixed);
        WriteByte(16);
        foreach (var part in parts)
        {
            WriteUInt32((uint)part);
        }
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, Guid value)
    {
        WriteFieldHeader(fieldId, FieldLayout.LengthPrefixed);
        WriteByte(16);
        value.TryWriteBytes(Reserve(16));
        _position += 16;
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, DateTime value)
    {
        // Not ToBinary: it converts local times by the zone of the machine, and the reader's zone may differ.
        WriteFieldHeader(fieldId, FieldLayout.Fixed64);
        WriteUInt64((ulong)value.Ticks | ((ulong)value.Kind << 62));
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, DateTimeOffset value)
    {
        var offset = ZigZag((int)value.TotalOffsetMinutes);
        WriteFieldHeader(fieldId, FieldLayout.LengthPrefixed);
        WriteByte((byte)(8 + VarIntLength(offset)));
        WriteUInt64((ulong)value.Ticks);
        WriteVarUInt32(offset);
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, TimeSpan value) => WriteField(fieldId, value.Ticks);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, DateOnly value) => WriteField(fieldId, (uint)value.DayNumber);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, TimeOnly value) => WriteField(fieldId, (ulong)value.Ticks);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, Half value) => WriteField(fieldId, (uint)BitConverter.HalfToUInt16Bits(value));

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, UInt128 value)
    {
        WriteFieldHeader(fieldId, FieldLayout.LengthPrefixed);
        WriteByte(16);
        BinaryPrimitives.WriteUInt128LittleEndian(Reserve(16), value);
        _position += 16;
    }

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, Int128 value) => WriteField(fieldId, (UInt128)value);

    /// <summary>Writes a field.</summary>
    public void WriteField(uint fieldId, string? value)
    {
        if (value is null)
        {
            WriteNull(fieldId);
            return;
        }

        WriteFieldHeader(fieldId, FieldLayout.LengthPrefixed);
        WriteString(value);
    }

    /// <summary>Writes a field.</summary>
    public void WriteBytesField(uint fieldId, scoped ReadOnlySpan<byte> value)
    {
        WriteFieldHeader(fieldId, FieldLayout.LengthPrefixed);
        WriteVarUInt32((uint)value.Length);
        WriteBytes(value);
    }

    /// <summary>
    /// Starts the field of an object. An object that was written before becomes a reference and true is returned: the
    /// field is complete. Otherwise the header is written and the object remembered.
    /// </summary>
    public bool TryWriteReference(uint fieldId, object value, FieldLayout layout)
    {
        if (Session.WrittenObjects.TryGet(value, out var position))
        {
            WriteFieldHeader(fieldId, FieldLayout.Reference);
            WriteVarUInt64((ulong)position + 1);
            return true;
        }

        WriteFieldHeader(fieldId, layout);
        Session.WrittenObjects.Add(value, Length);
        return false;
    }

    /// <summary>Writes a field whose value is not of the declared type, with the name of its own.</summary>
    /// <exception cref="CodecNotFoundException">The value's type has no codec.</exception>
    public void WriteTyped(uint fieldId, object value)
    {
        var codec = Session.Codecs.GetRuntimeCodec(value);
        WriteFieldHeader(fieldId, FieldLayout.Typed);
        WriteTypeName(codec.ValueType);
        Session.Enter();
        codec.WriteObject(ref this, 0, value);
        Session.Leave();
    }

    /// <summary>Writes the registered name of a type, or where it was written before.</summary>
    internal void WriteTypeName(Type type)
    {
        if (Session.WrittenObjects.TryGet(type, out var position))
        {
            WriteVarUInt64((ulong)position + 1);
            return;
        }

        WriteByte(0);
        Session.WrittenObjects.Add(type, Length);
        WriteString(Session.Codecs.GetTypeName(type));
    }
}
