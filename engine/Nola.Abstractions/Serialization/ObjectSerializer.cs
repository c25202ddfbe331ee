using System.Buffers;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

/// <summary>Turns values into bytes and back where their types are known at run time only.</summary>
public sealed class ObjectSerializer(CodecProvider codecs)
{
    /// <summary>Whether values of the type can be serialized.</summary>
    public bool CanSerialize(Type type) => codecs.HasCodec(type);

    /// <summary>The bytes of a value of the declared type.</summary>
    public byte[] SerializeToArray(object? value, Type type)
    {
        using var session = codecs.GetSession();
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new Writer(buffer, session);
        codecs.GetCodec(type).WriteObject(ref writer, 0, value);
        writer.Commit();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a value of the declared type.</summary>
    /// <exception cref="SerializerException">The bytes are not what a serializer of the type writes.</exception>
    public object? Deserialize(ReadOnlySpan<byte> source, Type type)
    {
        using var session = codecs.GetSession();
        var reader = new Reader(source, session);
        return codecs.GetCodec(type).ReadObject(ref reader, reader.ReadFieldHeader());
    }

    /// <summary>Reads a value of the declared type.</summary>
    public object? Deserialize(byte[] source, Type type) => Deserialize(source.AsSpan(), type);
}
