using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields that are texts.</summary>
public sealed class StringCodec : IFieldCodec<string?>
{
    /// <summary>Writes a field of the expected type.</summary>
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, string? value)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteField(fieldIdDelta, value);

    /// <summary>Reads the value of a field.</summary>
    public static string? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => reader.Inner.ReadString(field.Header);

    void IFieldCodec<string?>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, string? value) =>
        writer.Session.GetCodec<string?>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    string? IFieldCodec<string?>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
