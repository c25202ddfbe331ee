using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization;

/// <summary>What the serializer needs of a codec when the type is known at run time only.</summary>
public abstract class FieldCodec : IFieldCodec
{
    private protected FieldCodec()
    {
    }

    /// <summary>The declared type of the fields that the codec reads and writes.</summary>
    public abstract Type ValueType { get; }

    void IFieldCodec.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
    {
        writer.Pending = null;
        if (IsOfAnotherType(expectedType, value)) writer.Inner.WriteTyped(fieldIdDelta, value!);
        else WriteObject(ref writer.Inner, fieldIdDelta, value);
    }

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        field.FieldType is { } type && type != ValueType
            ? reader.Inner.ReadTyped<object>(type, field.Header)
            : ReadObject(ref reader.Inner, field.Header);

    /// <summary>Whether the name of the value's type must be written, since the reader expects another.</summary>
    private protected bool IsOfAnotherType(Type? expectedType, object? value) =>
        value is not null && expectedType is not null && expectedType != ValueType && value.GetType() != expectedType;

    /// <summary>Whether the codec writes names of types of its own where its field has one already.</summary>
    internal virtual bool NamesTypes => false;

    internal abstract void WriteObject(ref Writer writer, uint fieldId, object? value);

    internal abstract object? ReadObject(ref Reader reader, FieldHeader header);
}

/// <summary>
/// Writes and reads values of a declared type as fields. Thread-safe, one instance per type and host.
/// </summary>
/// <typeparam name="T">The declared type of the field; the value may be of a derived type.</typeparam>
public abstract class FieldCodec<T> : FieldCodec, IFieldCodec<T>
{
    /// <inheritdoc />
    public sealed override Type ValueType => typeof(T);

    /// <summary>
    /// Writes a field: its header, the type where it is not <typeparamref name="T"/> itself, and the value.
    /// </summary>
    public abstract void WriteField(ref Writer writer, uint fieldId, T value);

    /// <summary>Reads the value of a field whose header has just been read.</summary>
    /// <exception cref="SerializerException">The bytes are not what <see cref="WriteField"/> writes.</exception>
    public abstract T ReadValue(ref Reader reader, FieldHeader header);

    /// <summary>Reads a header and the value after it.</summary>
    public T ReadField(ref Reader reader) => ReadValue(ref reader, reader.ReadFieldHeader());

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, T? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        writer.Pending = null;
        if (expectedType is not null && expectedType != typeof(T) && IsOfAnotherType(expectedType, value))
        {
            writer.Inner.WriteTyped(fieldIdDelta, value!);
        }
        else
        {
            WriteField(ref writer.Inner, fieldIdDelta, value!);
        }
    }

    /// <inheritdoc/>
    public T ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        field.FieldType is { } type && type != typeof(T)
            ? reader.Inner.ReadTyped<T>(type, field.Header)
            : ReadValue(ref reader.Inner, field.Header);

    internal sealed override void WriteObject(ref Writer writer, uint fieldId, object? value) =>
        WriteField(ref writer, fieldId, (T)value!);

    internal sealed override object? ReadObject(ref Reader reader, FieldHeader header) => ReadValue(ref reader, header);
}
