using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are 32-bit integers.</summary>
public sealed class Int32Codec : IFieldCodec<int>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, int value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static int ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadInt32(field.Header);

    void IFieldCodec<int>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, int value) =>
        writer.Session.GetCodec<int>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    int IFieldCodec<int>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
