using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are decimal numbers.</summary>
public sealed class DecimalCodec : IFieldCodec<decimal>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, decimal value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static decimal ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadDecimal(field.Header);

    void IFieldCodec<decimal>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, decimal value) =>
        writer.Session.GetCodec<decimal>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    decimal IFieldCodec<decimal>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
