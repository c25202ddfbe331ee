using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are spans of time.</summary>
public sealed class TimeSpanCodec : IFieldCodec<TimeSpan>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, TimeSpan value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static TimeSpan ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadTimeSpan(field.Header);

    void IFieldCodec<TimeSpan>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, TimeSpan value) =>
        writer.Session.GetCodec<TimeSpan>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    TimeSpan IFieldCodec<TimeSpan>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
