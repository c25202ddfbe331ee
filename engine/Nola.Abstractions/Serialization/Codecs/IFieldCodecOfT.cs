using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Writes and reads values of a type.</summary>
public interface IFieldCodec<T> : IFieldCodec
{
    /// <summary>Writes a field.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="fieldIdDelta">How much larger the field's id is than that of the field before.</param>
    /// <param name="expectedType">The type that the reader expects; another one has to be named.</param>
    /// <param name="value">The value.</param>
    void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer,
        uint fieldIdDelta,
        [AllowNull] Type expectedType,
        [AllowNull] T value)
        where TBufferWriter : IBufferWriter<byte>;

    /// <summary>Reads the value of a field.</summary>
    [return: MaybeNull]
    new T ReadValue<TInput>(ref Reader<TInput> reader, Field field);

    void IFieldCodec.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value) =>
        WriteField(ref writer, fieldIdDelta, expectedType!, (T)value!);

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
