using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Buffers;

// Writers as programs written for Orleans make them, and what codecs written for Orleans need.
public ref partial struct Writer
{
    internal readonly IBufferWriter<byte> Output => _output;

    /// <summary>Creates a writer. <see cref="Writer{TBufferWriter}.Commit"/> hands the last bytes to the destination.</summary>
    public static Writer<TBufferWriter> Create<TBufferWriter>(TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte> => new(new Writer(destination, session));

    /// <summary>Writes the field of an object that was written before as a reference to it.</summary>
    internal bool TryWriteKnown(uint fieldId, object value)
    {
        if (!Session.WrittenObjects.TryGet(value, out var position)) return false;

        WriteFieldHeader(fieldId, FieldLayout.Reference);
        WriteVarUInt64((ulong)position + 1);
        return true;
    }

    /// <summary>Remembers the object whose header has just been written.</summary>
    internal readonly void Remember(object value) => Session.WrittenObjects.Add(value, Length);
}
