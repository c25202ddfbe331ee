using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are GUIDs.</summary>
public sealed class GuidCodec : IFieldCodec<Guid>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Guid value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static Guid ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadGuid(field.Header);

    void IFieldCodec<Guid>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, Guid value) =>
        writer.Session.GetCodec<Guid>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    Guid IFieldCodec<Guid>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
