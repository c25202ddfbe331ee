using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are 16-bit unsigned integers.</summary>
public sealed class UInt16Codec : IFieldCodec<ushort>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, ushort value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static ushort ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadUInt16(field.Header);

    void IFieldCodec<ushort>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, ushort value) =>
        writer.Session.GetCodec<ushort>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    ushort IFieldCodec<ushort>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
