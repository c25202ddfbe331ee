using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are 16-bit integers.</summary>
public sealed class Int16Codec : IFieldCodec<short>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, short value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static short ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadInt16(field.Header);

    void IFieldCodec<short>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, short value) =>
        writer.Session.GetCodec<short>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    short IFieldCodec<short>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
