using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are 64-bit integers.</summary>
public sealed class Int64Codec : IFieldCodec<long>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, long value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static long ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadInt64(field.Header);

    void IFieldCodec<long>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, long value) =>
        writer.Session.GetCodec<long>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    long IFieldCodec<long>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
