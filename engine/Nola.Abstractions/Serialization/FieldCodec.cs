using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

/// <summary>What the serializer needs of a codec when the type is known at run time only.</summary>
public abstract class FieldCodec
{
    private protected FieldCodec()
    {
    }

    /// <summary>The declared type of the fields that the codec reads and writes.</summary>
    public abstract Type ValueType { get; }

    internal abstract void WriteObject(ref Writer writer, uint fieldId, object? value);

    internal abstract object? ReadObject(ref Reader reader, FieldHeader header);
}

/// <summary>
/// Writes and reads values of a declared type as fields. Thread-safe, one instance per type and host.
/// </summary>
/// <typeparam name="T">The declared type of the field; the value may be of a derived type.</typeparam>
public abstract class FieldCodec<T> : FieldCodec
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

    internal sealed override void WriteObject(ref Writer writer, uint fieldId, object? value) =>
        WriteField(ref writer, fieldId, (T)value!);

    internal sealed override object? ReadObject(ref Reader reader, FieldHeader header) => ReadValue(ref reader, header);
}
