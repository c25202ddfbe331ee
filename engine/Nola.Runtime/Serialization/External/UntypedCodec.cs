using System.Buffers;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Nola.Runtime.Serialization.External;

/// <summary>A codec of many types, for one of them.</summary>
internal sealed class UntypedCodec<T>(IFieldCodec codec) : IFieldCodec<T>
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, T? value)
        where TBufferWriter : IBufferWriter<byte> => codec.WriteField(ref writer, fieldIdDelta, expectedType, value);

    public T? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => codec.ReadValue(ref reader, field) switch
    {
        T value => value,
        null when default(T) is null => default,
        var other => throw new SerializerException($"A {other?.GetType()} was found where a {typeof(T)} must be."),
    };
}
