using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are 64-bit unsigned integers.</summary>
public sealed class UInt64Codec : IFieldCodec<ulong>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, ulong value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static ulong ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadUInt64(field.Header);

    void IFieldCodec<ulong>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, ulong value) =>
        writer.Session.GetCodec<ulong>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    ulong IFieldCodec<ulong>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
