using System.Buffers;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

// With a session, a writer or a reader of the caller. What was written before with the same session is not referred to:
// positions count from the start of each payload, so a session is reset before its next one.
public sealed partial class Serializer
{
    /// <summary>Writes a value with a session of the caller.</summary>
    public void Serialize<T, TBufferWriter>(T? value, TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte>
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Reset();
        var writer = new Writer(destination, session);
        session.GetCodec<T>().WriteField(ref writer, 0, value!);
        writer.Commit();
    }

    /// <summary>Writes a value with a session of the caller.</summary>
    public void Serialize<T>(T? value, Stream destination, SerializerSession session)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var buffer = new ArrayBufferWriter<byte>();
        Serialize(value, buffer, session);
        destination.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes a value into a payload, and hands all of it to the output.</summary>
    public void Serialize<T, TBufferWriter>(T? value, ref Writer<TBufferWriter> destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        destination.Session.GetCodec<T>().WriteField(ref destination.Inner, 0, value!);
        destination.Commit();
    }

    /// <summary>Reads a value with a session of the caller.</summary>
    /// <exception cref="SerializerException">The bytes are not what a serializer of the type writes.</exception>
    public T? Deserialize<T>(ReadOnlySpan<byte> source, SerializerSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Reset();
        var reader = new Reader(source, session);
        return session.GetCodec<T>().ReadField(ref reader);
    }

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize<T>(byte[] source, SerializerSession session) => Deserialize<T>(source.AsSpan(), session);

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize<T>(ReadOnlyMemory<byte> source, SerializerSession session) =>
        Deserialize<T>(source.Span, session);

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize<T>(ArraySegment<byte> source, SerializerSession session) =>
        Deserialize<T>(source.AsSpan(), session);

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize<T>(ReadOnlySequence<byte> source, SerializerSession session) =>
        source.IsSingleSegment ? Deserialize<T>(source.FirstSpan, session) : Deserialize<T>(source.ToArray(), session);

    /// <summary>Reads a value from the rest of a stream with a session of the caller.</summary>
    public T? Deserialize<T>(Stream source, SerializerSession session)
    {
        ArgumentNullException.ThrowIfNull(source);
        var buffer = new MemoryStream();
        source.CopyTo(buffer);
        return Deserialize<T>(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), session);
    }

    /// <summary>Reads a value out of a payload.</summary>
    public T? Deserialize<T, TInput>(ref Reader<TInput> source) =>
        source.Session.GetCodec<T>().ReadField(ref source.Inner);
}

// As above, for one type.
public sealed partial class Serializer<T>
{
    /// <summary>Writes a value with a session of the caller.</summary>
    public void Serialize<TBufferWriter>(T? value, TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte> => _serializer.Serialize(value, destination, session);

    /// <summary>Writes a value with a session of the caller.</summary>
    public void Serialize(T? value, Stream destination, SerializerSession session) =>
        _serializer.Serialize(value, destination, session);

    /// <summary>Writes a value into a payload, and hands all of it to the output.</summary>
    public void Serialize<TBufferWriter>(T? value, ref Writer<TBufferWriter> destination)
        where TBufferWriter : IBufferWriter<byte> => _serializer.Serialize(value, ref destination);

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize(ReadOnlySpan<byte> source, SerializerSession session) =>
        _serializer.Deserialize<T>(source, session);

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize(byte[] source, SerializerSession session) => _serializer.Deserialize<T>(source, session);

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize(ReadOnlyMemory<byte> source, SerializerSession session) =>
        _serializer.Deserialize<T>(source, session);

    /// <summary>Reads a value with a session of the caller.</summary>
    public T? Deserialize(ReadOnlySequence<byte> source, SerializerSession session) =>
        _serializer.Deserialize<T>(source, session);

    /// <summary>Reads a value from the rest of a stream with a session of the caller.</summary>
    public T? Deserialize(Stream source, SerializerSession session) => _serializer.Deserialize<T>(source, session);

    /// <summary>Reads a value out of a payload.</summary>
    public T? Deserialize<TInput>(ref Reader<TInput> source) => _serializer.Deserialize<T, TInput>(ref source);
}
