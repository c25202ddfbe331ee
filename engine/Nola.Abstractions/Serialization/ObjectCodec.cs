using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

/// <summary>The base of generated codecs of classes: references, runtime types and levels of inheritance.</summary>
public abstract class ObjectCodec<T> : FieldCodec<T>, ILevelCodec<T>
    where T : class
{
    /// <summary>Whether the same object written twice is read as one. A cyclic graph needs it.</summary>
    protected virtual bool TracksReferences => true;

    /// <summary>Whether the type's activator makes its objects.</summary>
    protected virtual bool UsesActivator => false;

    /// <summary>
    /// Writes the members, level by level from the base type's, with an end-of-level marker between levels.
    /// </summary>
    public abstract void WriteFields(ref Writer writer, T value);

    /// <summary>
    /// Reads the members up to the end of this type's level. Returns the marker found: where it is the object's end, no
    /// level follows although the reader may expect one.
    /// </summary>
    public abstract FieldHeader ReadFields(ref Reader reader, T value);

    /// <inheritdoc />
    public sealed override void WriteField(ref Writer writer, uint fieldId, T value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
        }
        else if (value.GetType() != typeof(T))
        {
            writer.WriteTyped(fieldId, value);
        }
        else if (!TracksReferences)
        {
            writer.WriteFieldHeader(fieldId, FieldLayout.Group);
            WriteContent(ref writer, value);
        }
        else if (!writer.TryWriteReference(fieldId, value, FieldLayout.Group))
        {
            WriteContent(ref writer, value);
        }
    }

    /// <inheritdoc />
    public sealed override T ReadValue(ref Reader reader, FieldHeader header)
    {
        switch (header.Layout)
        {
            case FieldLayout.Reference:
                return reader.ReadReference(this)!;
            case FieldLayout.Typed:
                return reader.ReadTyped<T>();
        }

        header.Expect(FieldLayout.Group);
        var position = reader.Position;
        var value = UsesActivator ? reader.Session.Codecs.GetActivator<T>().Create() : Create();
        if (TracksReferences) reader.Remember(position, value);
        reader.Session.Enter();
        reader.SkipToEnd(ReadFields(ref reader, value));
        reader.Session.Leave();
        return Complete(value);
    }

    /// <summary>Makes the object whose members are then read.</summary>
    /// <exception cref="SerializerException">The type is abstract.</exception>
    protected abstract T Create();

    /// <summary>Called with the object when all its members were read.</summary>
    protected virtual T Complete(T value) => value;

    private void WriteContent(ref Writer writer, T value)
    {
        writer.Session.Enter();
        WriteFields(ref writer, value);
        writer.WriteEnd();
        writer.Session.Leave();
    }
}
