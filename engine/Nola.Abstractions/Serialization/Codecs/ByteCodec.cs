using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are bytes.</summary>
public sealed class ByteCodec : IFieldCodec<byte>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, byte value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static byte ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadByte(field.Header);

    void IFieldCodec<byte>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, byte value) =>
        writer.Session.GetCodec<byte>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    byte IFieldCodec<byte>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
