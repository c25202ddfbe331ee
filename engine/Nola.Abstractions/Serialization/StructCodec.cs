using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

/// <summary>The base of generated codecs of structs.</summary>
public abstract class StructCodec<T> : FieldCodec<T>
    where T : struct
{
    /// <summary>Writes the members.</summary>
    public abstract void WriteFields(ref Writer writer, in T value);

    /// <summary>Reads the members up to the end.</summary>
    public abstract FieldHeader ReadFields(ref Reader reader, ref T value);

    /// <inheritdoc />
    public sealed override void WriteField(ref Writer writer, uint fieldId, T value)
    {
        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        writer.Session.Enter();
        WriteFields(ref writer, in value);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    /// <inheritdoc />
    public sealed override T ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(FieldLayout.Group);
        var value = UsesActivator ? reader.Session.Codecs.GetActivator<T>().Create() : Create();
        reader.Session.Enter();
        reader.SkipToEnd(ReadFields(ref reader, ref value));
        reader.Session.Leave();
        Complete(ref value);
        return value;
    }

    /// <summary>Whether the type's activator makes its values.</summary>
    protected virtual bool UsesActivator => false;

    /// <summary>Makes the value whose members are then read.</summary>
    protected virtual T Create() => default;

    /// <summary>Called when all members were read.</summary>
    protected virtual void Complete(ref T value)
    {
    }
}
