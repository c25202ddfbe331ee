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
        var buffer = new ArrayBufferWriter<byte>();
        Write(value, buffer, type);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a value of the declared type.</summary>
    public void Serialize<TBufferWriter>(object? value, TBufferWriter destination, Type type)
        where TBufferWriter : IBufferWriter<byte> => Write(value, destination, type);

    /// <summary>Writes a value of the declared type.</summary>
    public void Serialize(object? value, Stream destination, Type type, int sizeHint = 0)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var buffer = sizeHint > 0 ? new ArrayBufferWriter<byte>(sizeHint) : new ArrayBufferWriter<byte>();
        Write(value, buffer, type);
        destination.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes a value of the declared type, and shortens the destination to what was written.</summary>
    public void Serialize(object? value, ref Memory<byte> destination, Type type) =>
        destination = destination[..CopyTo(SerializeToArray(value, type), destination.Span)];

    /// <summary>Writes a value of the declared type, and shortens the destination to what was written.</summary>
    public void Serialize(object? value, ref Span<byte> destination, Type type) =>
        destination = destination[..CopyTo(SerializeToArray(value, type), destination)];

    /// <summary>Writes a value of the declared type and returns the length.</summary>
    public int Serialize(object? value, byte[] destination, Type type) =>
        CopyTo(SerializeToArray(value, type), destination);

    /// <summary>Writes a value of the declared type and returns the length.</summary>
    public int Serialize(object? value, ArraySegment<byte> destination, Type type) =>
        CopyTo(SerializeToArray(value, type), destination);

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

    /// <summary>Reads a value of the declared type.</summary>
    public object? Deserialize(ReadOnlyMemory<byte> source, Type type) => Deserialize(source.Span, type);

    /// <summary>Reads a value of the declared type.</summary>
    public object? Deserialize(ArraySegment<byte> source, Type type) => Deserialize(source.AsSpan(), type);

    /// <summary>Reads a value of the declared type.</summary>
    public object? Deserialize(ReadOnlySequence<byte> source, Type type) =>
        source.IsSingleSegment ? Deserialize(source.FirstSpan, type) : Deserialize(source.ToArray(), type);

    /// <summary>Reads a value of the declared type from the rest of a stream.</summary>
    public object? Deserialize(Stream source, Type type)
    {
        ArgumentNullException.ThrowIfNull(source);
        var buffer = new MemoryStream();
        source.CopyTo(buffer);
        return Deserialize(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), type);
    }

    private static int CopyTo(byte[] bytes, Span<byte> destination)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }

    private void Write(object? value, IBufferWriter<byte> destination, Type type)
    {
        using var session = codecs.GetSession();
        var writer = new Writer(destination, session);
        codecs.GetCodec(type).WriteObject(ref writer, 0, value);
        writer.Commit();
    }
}
