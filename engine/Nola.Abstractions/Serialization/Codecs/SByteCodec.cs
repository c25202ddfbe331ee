using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are signed bytes.</summary>
public sealed class SByteCodec : IFieldCodec<sbyte>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, sbyte value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static sbyte ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadSByte(field.Header);

    void IFieldCodec<sbyte>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, sbyte value) =>
        writer.Session.GetCodec<sbyte>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    sbyte IFieldCodec<sbyte>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
