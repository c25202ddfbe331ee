using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are double-precision numbers.</summary>
public sealed class DoubleCodec : IFieldCodec<double>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, double value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static double ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadDouble(field.Header);

    void IFieldCodec<double>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, double value) =>
        writer.Session.GetCodec<double>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    double IFieldCodec<double>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
