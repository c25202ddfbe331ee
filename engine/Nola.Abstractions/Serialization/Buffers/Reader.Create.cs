using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Buffers;

// Readers as programs written for Orleans make them.
public ref partial struct Reader
{
    /// <summary>A reader of a payload.</summary>
    public static Reader<SpanReaderInput> Create(ReadOnlySpan<byte> buffer, SerializerSession session) =>
        new(new Reader(buffer, session));

    /// <summary>A reader of a payload.</summary>
    public static Reader<SpanReaderInput> Create(byte[] buffer, SerializerSession session) =>
        new(new Reader(buffer, session));

    /// <summary>A reader of a payload.</summary>
    public static Reader<SpanReaderInput> Create(ReadOnlyMemory<byte> buffer, SerializerSession session) =>
        new(new Reader(buffer.Span, session));

    /// <summary>A reader of a payload; one of several segments is copied.</summary>
    public static Reader<ReadOnlySequenceInput> Create(ReadOnlySequence<byte> sequence, SerializerSession session) =>
        new(new Reader(sequence.IsSingleSegment ? sequence.FirstSpan : sequence.ToArray(), session));

    /// <summary>A reader of the rest of a stream.</summary>
    public static Reader<ReaderInput> Create(Stream stream, SerializerSession session)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return new(new Reader(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), session));
    }
}
