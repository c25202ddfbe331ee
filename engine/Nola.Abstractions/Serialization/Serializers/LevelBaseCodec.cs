using System.Buffers;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Serializers;

/// <summary>The members of a class for codecs written for Orleans.</summary>
internal sealed class LevelBaseCodec<T>(ILevelCodec<T> level) : IBaseCodec<T>
    where T : class
{
    public void Serialize<TBufferWriter>(ref Writer<TBufferWriter> writer, T value)
        where TBufferWriter : IBufferWriter<byte> => level.WriteFields(ref writer.Inner, value);

    public void Deserialize<TInput>(ref Reader<TInput> reader, T value) =>
        reader.LastHeader = level.ReadFields(ref reader.Inner, value);
}
