using System.Collections;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

internal sealed class ByteArrayCodec : FieldCodec<byte[]?>
{
    public override void WriteField(ref Writer writer, uint fieldId, byte[]? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
        }
        else if (!writer.TryWriteReference(fieldId, value, FieldLayout.LengthPrefixed))
        {
            writer.WriteVarUInt32((uint)value.Length);
            writer.WriteBytes(value);
        }
    }

    public override byte[]? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference) return reader.ReadReference(this);

        header.Expect(FieldLayout.LengthPrefixed);
        var position = reader.Position;
        var value = reader.ReadLengthPrefixed().ToArray();
        reader.Remember(position, value);
        return value;
    }
}

internal sealed class MemoryCodec : FieldCodec<Memory<byte>>
{
    public override void WriteField(ref Writer writer, uint fieldId, Memory<byte> value) =>
        writer.WriteBytesField(fieldId, value.Span);

    public override Memory<byte> ReadValue(ref Reader reader, FieldHeader header) =>
        reader.ReadBytesField(header).ToArray();
}

internal sealed class ReadOnlyMemoryCodec : FieldCodec<ReadOnlyMemory<byte>>
{
    public override void WriteField(ref Writer writer, uint fieldId, ReadOnlyMemory<byte> value) =>
        writer.WriteBytesField(fieldId, value.Span);

    public override ReadOnlyMemory<byte> ReadValue(ref Reader reader, FieldHeader header) =>
        reader.ReadBytesField(header).ToArray();
}

internal sealed class BitArrayCodec : FieldCodec<BitArray?>
{
    public override void WriteField(ref Writer writer, uint fieldId, BitArray? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
        }
        else if (!writer.TryWriteReference(fieldId, value, FieldLayout.Group))
        {
            var bytes = new byte[(value.Length + 7) / 8];
            value.CopyTo(bytes, 0);
            writer.WriteField(0, (uint)value.Length);
            writer.WriteBytesField(1, bytes);
            writer.WriteEnd();
        }
    }

    public override BitArray? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference) return reader.ReadReference(this);

        header.Expect(FieldLayout.Group);
        var position = reader.Position;
        uint length = 0;
        byte[] bytes = [];
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: length = reader.ReadUInt32(field); break;
                case 1: bytes = reader.ReadBytesField(field).ToArray(); break;
                default: reader.Skip(field); break;
            }
        }

        if ((length + 7L) / 8 != bytes.Length) throw new SerializerException(
            "A bit array's length does not fit its bytes.");
        var value = new BitArray(bytes) { Length = (int)length };
        reader.Remember(position, value);
        return value;
    }
}
