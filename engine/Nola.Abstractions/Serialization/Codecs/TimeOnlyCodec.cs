using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are times of day.</summary>
public sealed class TimeOnlyCodec : IFieldCodec<TimeOnly>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, TimeOnly value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static TimeOnly ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadTimeOnly(field.Header);

    void IFieldCodec<TimeOnly>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, TimeOnly value) =>
        writer.Session.GetCodec<TimeOnly>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    TimeOnly IFieldCodec<TimeOnly>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
