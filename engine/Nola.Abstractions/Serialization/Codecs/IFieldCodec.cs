using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Writes and reads values whose type is known at run time only.</summary>
public interface IFieldCodec
{
    /// <summary>Writes a field. The value must be of a type that the codec is for.</summary>
    void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>;

    /// <summary>Reads the value of a field.</summary>
    object? ReadValue<TInput>(ref Reader<TInput> reader, Field field);
}
