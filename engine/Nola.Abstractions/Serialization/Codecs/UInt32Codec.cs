using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are 32-bit unsigned integers.</summary>
public sealed class UInt32Codec : IFieldCodec<uint>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, uint value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static uint ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadUInt32(field.Header);

    void IFieldCodec<uint>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, uint value) =>
        writer.Session.GetCodec<uint>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    uint IFieldCodec<uint>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
