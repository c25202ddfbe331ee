using System.Buffers;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.External;

/// <summary>A codec of a base class's members that was written for Orleans.</summary>
internal sealed class ExternalLevelCodec<T>(IBaseCodec<T> codec) : ILevelCodec<T>
    where T : class
{
    public void WriteFields(ref Writer writer, T value)
    {
        var outer = new Writer<IBufferWriter<byte>>(writer);
        codec.Serialize(ref outer, value);
        writer = outer.Inner;
    }

    public FieldHeader ReadFields(ref Reader reader, T value)
    {
        var outer = new Reader<SpanReaderInput>(reader);
        codec.Deserialize(ref outer, value);
        reader = outer.Inner;
        return outer.LastHeader.IsEnd
            ? outer.LastHeader
            : throw new SerializerException($"{codec} has not read to the end of the fields of {typeof(T)}.");
    }
}
