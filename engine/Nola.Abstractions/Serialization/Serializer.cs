using System.Buffers;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

/// <summary>Turns values into bytes and back.</summary>
public sealed partial class Serializer
{
    /// <summary>A serializer with a host's codecs.</summary>
    public Serializer(SerializerSessionPool sessionPool)
    {
        ArgumentNullException.ThrowIfNull(sessionPool);
        SessionPool = sessionPool;
    }

    /// <summary>Rents sessions.</summary>
    public SerializerSessionPool SessionPool { get; }

    /// <summary>The host's codecs.</summary>
    public CodecProvider Codecs => SessionPool.CodecProvider;

    /// <summary>A serializer of one type.</summary>
    public Serializer<T> GetSerializer<T>() => new(SessionPool);

    /// <summary>Whether values of the type can be serialized.</summary>
    public bool CanSerialize<T>() => Codecs.HasCodec(typeof(T));

    /// <summary>Whether values of the type can be serialized.</summary>
    public bool CanSerialize(Type type) => Codecs.HasCodec(type);

    /// <summary>The bytes of a value.</summary>
    public byte[] SerializeToArray<T>(T? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(value, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a value.</summary>
    public void Serialize<T>(T? value, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var buffer = new ArrayBufferWriter<byte>();
        Write(value, buffer);
        destination.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes a value.</summary>
    public void Serialize<T, TBufferWriter>(T? value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte> => Write(value, destination);

    /// <summary>Writes a value, and reduces the destination to what was written.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public void Serialize<T>(T? value, ref Memory<byte> destination) =>
        destination = destination[..CopyTo(SerializeToArray(value), destination.Span)];

    /// <summary>Writes a value, and reduces the destination to what was written.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public void Serialize<T>(T? value, ref Span<byte> destination) =>
        destination = destination[..CopyTo(SerializeToArray(value), destination)];

    /// <summary>Writes a value and returns the number of bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public int Serialize<T>(T? value, byte[] destination) => CopyTo(SerializeToArray(value), destination);

    /// <summary>Writes a value and returns the number of bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public int Serialize<T>(T? value, ArraySegment<byte> destination) => CopyTo(SerializeToArray(value), destination);

    /// <summary>Reads a value.</summary>
    /// <exception cref="SerializerException">The bytes are not what a serializer of the type writes.</exception>
    public T? Deserialize<T>(ReadOnlySpan<byte> source)
    {
        using var session = Codecs.GetSession();
        var reader = new Reader(source, session);
        return session.GetCodec<T>().ReadField(ref reader);
    }

    /// <summary>Reads a value.</summary>
    public T? Deserialize<T>(byte[] source) => Deserialize<T>(source.AsSpan());

    /// <summary>Reads a value.</summary>
    public T? Deserialize<T>(ReadOnlyMemory<byte> source) => Deserialize<T>(source.Span);

    /// <summary>Reads a value.</summary>
    public T? Deserialize<T>(ArraySegment<byte> source) => Deserialize<T>(source.AsSpan());

    /// <summary>Reads a value.</summary>
    public T? Deserialize<T>(ReadOnlySequence<byte> source) =>
        source.IsSingleSegment ? Deserialize<T>(source.FirstSpan) : Deserialize<T>(source.ToArray());

    /// <summary>Reads a value from the rest of a stream.</summary>
    public T? Deserialize<T>(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var buffer = new MemoryStream();
        source.CopyTo(buffer);
        return Deserialize<T>(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private void Write<T>(T? value, IBufferWriter<byte> destination)
    {
        using var session = Codecs.GetSession();
        var writer = new Writer(destination, session);
        session.GetCodec<T>().WriteField(ref writer, 0, value!);
        writer.Commit();
    }

    private static int CopyTo(byte[] bytes, Span<byte> destination)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }
}

/// <summary>Turns values of one type into bytes and back.</summary>
public sealed partial class Serializer<T>(SerializerSessionPool sessionPool)
{
    private readonly Serializer _serializer = new(sessionPool);

    /// <summary>The bytes of a value.</summary>
    public byte[] SerializeToArray(T? value) => _serializer.SerializeToArray(value);

    /// <summary>Writes a value.</summary>
    public void Serialize(T? value, Stream destination) => _serializer.Serialize(value, destination);

    /// <summary>Writes a value.</summary>
    public void Serialize<TBufferWriter>(T? value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte> => _serializer.Serialize(value, destination);

    /// <summary>Writes a value, and reduces the destination to what was written.</summary>
    public void Serialize(T? value, ref Memory<byte> destination) => _serializer.Serialize(value, ref destination);

    /// <summary>Writes a value, and reduces the destination to what was written.</summary>
    public void Serialize(T? value, ref Span<byte> destination) => _serializer.Serialize(value, ref destination);

    /// <summary>Writes a value and returns the number of bytes.</summary>
    public int Serialize(T? value, byte[] destination) => _serializer.Serialize(value, destination);

    /// <summary>Reads a value.</summary>
    /// <exception cref="SerializerException">The bytes are not what a serializer of the type writes.</exception>
    public T? Deserialize(ReadOnlySpan<byte> source) => _serializer.Deserialize<T>(source);

    /// <summary>Reads a value.</summary>
    public T? Deserialize(byte[] source) => _serializer.Deserialize<T>(source);

    /// <summary>Reads a value.</summary>
    public T? Deserialize(ReadOnlyMemory<byte> source) => _serializer.Deserialize<T>(source);

    /// <summary>Reads a value.</summary>
    public T? Deserialize(ArraySegment<byte> source) => _serializer.Deserialize<T>(source);

    /// <summary>Reads a value.</summary>
    public T? Deserialize(ReadOnlySequence<byte> source) => _serializer.Deserialize<T>(source);

    /// <summary>Reads a value from the rest of a stream.</summary>
    public T? Deserialize(Stream source) => _serializer.Deserialize<T>(source);
}
