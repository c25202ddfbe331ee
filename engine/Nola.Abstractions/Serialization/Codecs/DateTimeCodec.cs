using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are dates with times.</summary>
public sealed class DateTimeCodec : IFieldCodec<DateTime>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, DateTime value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static DateTime ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadDateTime(field.Header);

    void IFieldCodec<DateTime>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, DateTime value) =>
        writer.Session.GetCodec<DateTime>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    DateTime IFieldCodec<DateTime>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
