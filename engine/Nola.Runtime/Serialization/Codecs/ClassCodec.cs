using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>What codecs of mutable classes share: null, references, values of derived types.</summary>
internal abstract class ClassCodec<T> : FieldCodec<T?>
    where T : class
{
    public sealed override void WriteField(ref Writer writer, uint fieldId, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
        }
        else if (value.GetType() != typeof(T) && !Accepts(value.GetType()))
        {
            writer.WriteTyped(fieldId, value);
        }
        else if (!writer.TryWriteReference(fieldId, value, FieldLayout.Group))
        {
            writer.Session.Enter();
            Write(ref writer, value);
            writer.WriteEnd();
            writer.Session.Leave();
        }
    }

    public sealed override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference) return reader.ReadReference(this);
        if (header.Layout == FieldLayout.Typed) return reader.ReadTyped<T>();

        header.Expect(FieldLayout.Group);
        reader.Session.Enter();
        var value = Read(ref reader, reader.Position);
        reader.Session.Leave();
        return value;
    }

    /// <summary>Whether values of a derived type are written as if they were of this one.</summary>
    protected virtual bool Accepts(Type type) => false;

    /// <summary>Writes the content; the end is written by the caller.</summary>
    protected abstract void Write(ref Writer writer, T value);

    /// <summary>
    /// Reads the content up to its end, and remembers the value under its position as early as it can.
    /// </summary>
    protected abstract T Read(ref Reader reader, int position);
}
