using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are single-precision numbers.</summary>
public sealed class FloatCodec : IFieldCodec<float>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, float value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static float ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadSingle(field.Header);

    void IFieldCodec<float>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, float value) =>
        writer.Session.GetCodec<float>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    float IFieldCodec<float>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
