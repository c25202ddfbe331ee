using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are dates with times and offsets.</summary>
public sealed class DateTimeOffsetCodec : IFieldCodec<DateTimeOffset>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, DateTimeOffset value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static DateTimeOffset ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadDateTimeOffset(field.Header);

    void IFieldCodec<DateTimeOffset>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, DateTimeOffset value) =>
        writer.Session.GetCodec<DateTimeOffset>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    DateTimeOffset IFieldCodec<DateTimeOffset>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
