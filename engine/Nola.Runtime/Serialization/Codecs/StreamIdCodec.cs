using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

internal sealed class StreamIdCodec : FieldCodec<StreamId>
{
    public override void WriteField(ref Writer writer, uint fieldId, StreamId value)
    {
        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        writer.WriteBytesField(0, value.Namespace.Span);
        writer.WriteBytesField(1, value.Key.Span);
        writer.WriteEnd();
    }

    public override StreamId ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(FieldLayout.Group);
        ReadOnlySpan<byte> space = default, key = default;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: space = reader.ReadBytesField(field); break;
                case 1: key = reader.ReadBytesField(field); break;
                default: reader.Skip(field); break;
            }
        }

        if (space.Length > ushort.MaxValue) throw new SerializerException("A stream's namespace is too long.");

        return key.IsEmpty ? default : StreamId.Create(space, key);
    }
}
