using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are dates.</summary>
public sealed class DateOnlyCodec : IFieldCodec<DateOnly>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, DateOnly value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static DateOnly ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadDateOnly(field.Header);

    void IFieldCodec<DateOnly>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, DateOnly value) =>
        writer.Session.GetCodec<DateOnly>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    DateOnly IFieldCodec<DateOnly>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
