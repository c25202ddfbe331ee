using System.Buffers;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Serializers;

/// <summary>Writes and reads the members of a class for codecs of classes derived from it.</summary>
public interface IBaseCodec;

/// <summary>Writes and reads the members of a class for codecs of classes derived from it.</summary>
public interface IBaseCodec<in T> : IBaseCodec
    where T : class
{
    /// <summary>Writes the members.</summary>
    void Serialize<TBufferWriter>(ref Writer<TBufferWriter> writer, T value)
        where TBufferWriter : IBufferWriter<byte>;

    /// <summary>Reads the members up to the end of the base fields, or of the object.</summary>
    void Deserialize<TInput>(ref Reader<TInput> reader, T value);
}
