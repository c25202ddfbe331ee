using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Keeps track of objects in codecs, so that an object that is written twice is read as one.</summary>
public static class ReferenceCodec
{
    /// <summary>Says that a value has no identity. Nothing has to be done for it here.</summary>
    public static void MarkValueField(SerializerSession session) => ArgumentNullException.ThrowIfNull(session);

    /// <summary>
    /// Writes null, or a reference to what was written before; then the field is complete. Otherwise the header that is
    /// written next is that of the object.
    /// </summary>
    public static bool TryWriteReferenceField<TBufferWriter>(
        ref Writer<TBufferWriter> writer,
        uint fieldId,
        Type? expectedType,
        [NotNullWhen(false)] object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            writer.Inner.WriteNull(fieldId);
            return true;
        }

        if (writer.Inner.TryWriteKnown(fieldId, value)) return true;

        writer.Pending = value;
        return false;
    }

    /// <summary>As the other overload; the type of the object does not matter for a reference to it.</summary>
    public static bool TryWriteReferenceField<TBufferWriter>(
        ref Writer<TBufferWriter> writer,
        uint fieldId,
        Type? expectedType,
        Type actualType,
        [NotNullWhen(false)] object? value)
        where TBufferWriter : IBufferWriter<byte> =>
        TryWriteReferenceField(ref writer, fieldId, expectedType, value);

    /// <summary>Writes a field that is null.</summary>
    public static void WriteNullReference<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldId)
        where TBufferWriter : IBufferWriter<byte> => writer.Inner.WriteNull(fieldId);

    /// <summary>Reads null or a reference.</summary>
    /// <exception cref="SerializerException">The reference is not to a <typeparamref name="T"/>.</exception>
    [return: MaybeNull]
    public static T ReadReference<T, TInput>(ref Reader<TInput> reader, Field field) =>
        reader.Inner.ReadReference(reader.Session.GetCodec<T>());

    /// <summary>Reads null or a reference.</summary>
    public static object? ReadReference<TInput>(ref Reader<TInput> reader, Type? fieldType) =>
        reader.Inner.ReadReference(reader.Session.GetCodec<object>());

    /// <summary>Remembers an object that was read, and none of whose parts was read by another codec.</summary>
    public static void RecordObject(SerializerSession session, object value)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.ReadObjects.Add(session.ValuePosition, value);
    }

    /// <summary>Remembers an object under its placeholder.</summary>
    public static void RecordObject(SerializerSession session, object? value, uint referenceId)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (value is not null) session.ReadObjects.Add((int)referenceId, value);
    }

    /// <summary>A placeholder for the object whose header was read last, under which it can be remembered later.</summary>
    public static uint CreateRecordPlaceholder(SerializerSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return (uint)session.ValuePosition;
    }
}
