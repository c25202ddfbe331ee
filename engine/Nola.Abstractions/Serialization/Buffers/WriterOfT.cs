using System.Buffers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Buffers;

/// <summary>
/// The writer as codecs written for Orleans know it. What they write is laid out as everything else: the headers are
/// translated.
/// </summary>
public ref struct Writer<TBufferWriter>
    where TBufferWriter : IBufferWriter<byte>
{
    internal Writer Inner;

    internal Writer(Writer inner) => Inner = inner;

    /// <summary>What the payload's values share.</summary>
    public readonly SerializerSession Session => Inner.Session;

    /// <summary>Where the bytes go.</summary>
    public readonly TBufferWriter Output => (TBufferWriter)Inner.Output;

    /// <summary>The number of bytes written.</summary>
    public readonly int Position => (int)Inner.Length;

    /// <summary>The object whose header is written next.</summary>
    internal object? Pending { get; set; }

    /// <summary>Hands what was written to the output.</summary>
    public void Commit() => Inner.Commit();

    /// <summary>Nothing: the buffers are the output's.</summary>
    public readonly void Dispose()
    {
    }

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value) => Inner.WriteByte(value);

    /// <summary>Writes bytes as they are.</summary>
    public void Write(scoped ReadOnlySpan<byte> value) => Inner.WriteBytes(value);

    /// <summary>Writes four bytes, little-endian.</summary>
    public void WriteInt32(int value) => Inner.WriteUInt32((uint)value);

    /// <summary>Writes four bytes, little-endian.</summary>
    public void WriteUInt32(uint value) => Inner.WriteUInt32(value);

    /// <summary>Writes eight bytes, little-endian.</summary>
    public void WriteInt64(long value) => Inner.WriteUInt64((ulong)value);

    /// <summary>Writes eight bytes, little-endian.</summary>
    public void WriteUInt64(ulong value) => Inner.WriteUInt64(value);

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarInt8(sbyte value) => WriteVarInt32(value);

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarInt16(short value) => WriteVarInt32(value);

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarInt32(int value) => Inner.WriteVarUInt32(Writer.ZigZag(value));

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarInt64(long value) => Inner.WriteVarUInt64(Writer.ZigZag(value));

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarUInt8(byte value) => Inner.WriteVarUInt32(value);

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarUInt16(ushort value) => Inner.WriteVarUInt32(value);

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarUInt32(uint value) => Inner.WriteVarUInt32(value);

    /// <summary>Writes an integer in groups of seven bits.</summary>
    public void WriteVarUInt64(ulong value) => Inner.WriteVarUInt64(value);

    /// <summary>Writes a field header, with the value's type where that is not the expected one.</summary>
    public void WriteFieldHeader(uint fieldId, Type? expectedType, Type? actualType, WireType wireType)
    {
        if (actualType is null || actualType == expectedType)
        {
            WriteFieldHeaderExpected(fieldId, wireType);
            return;
        }

        Inner.WriteFieldHeader(fieldId, FieldLayout.Typed);
        Inner.WriteTypeName(actualType);
        WriteFieldHeaderExpected(0, wireType);
    }

    /// <summary>Writes a field header of a value of the expected type.</summary>
    public void WriteFieldHeaderExpected(uint fieldId, WireType wireType)
    {
        Inner.WriteFieldHeader(fieldId, WireTypes.LayoutOf(wireType));
        if (Pending is not { } written) return;

        Pending = null;
        Inner.Remember(written);
    }

    /// <summary>Starts an object, whose fields follow.</summary>
    public void WriteStartObject(uint fieldId, Type? expectedType, Type actualType) =>
        WriteFieldHeader(fieldId, expectedType, actualType, WireType.TagDelimited);

    /// <summary>Ends an object.</summary>
    public void WriteEndObject() => Inner.WriteEnd();

    /// <summary>Ends the fields of a base class; those of the derived class follow.</summary>
    public void WriteEndBase() => Inner.WriteEndOfLevel();
}
