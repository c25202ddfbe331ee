using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are truth values.</summary>
public sealed class BoolCodec : IFieldCodec<bool>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, bool value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static bool ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadBoolean(field.Header);

    void IFieldCodec<bool>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, bool value) =>
        writer.Session.GetCodec<bool>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    bool IFieldCodec<bool>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
