using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>
/// Exceptions. Those with a generated codec travel by it. Any other travels as type name, message, stack trace, inner
/// exceptions and data; the receiver makes it again if it knows the type and may, else a stand-in with the same text.
/// </summary>
internal sealed class ExceptionCodec<T>(HostCodecProvider codecs) : FieldCodec<T?>, ILevelCodec<T>
    where T : Exception
{
    public override void WriteField(ref Writer writer, uint fieldId, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
        }
        else if (codecs.HasGeneratedCodec(value.GetType()))
        {
            writer.WriteTyped(fieldId, value);
        }
        else if (!writer.TryWriteReference(fieldId, value, FieldLayout.Group))
        {
            writer.Session.Enter();
            if (value.GetType() != typeof(Exception)) writer
                .WriteField(ExceptionFields.TypeName, ExceptionTypes.NameOf(value.GetType()));
            ExceptionFields.Write(
                ref writer, value, value is AggregateException ? ExceptionFields.RawMessage(value) : value.Message);
            writer.WriteEnd();
            writer.Session.Leave();
        }
    }

    public override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference) return reader.ReadReference(this);

        reader.Session.Enter();
        var value = header.Layout == FieldLayout.Typed ? ReadTyped(ref reader) : ReadGeneric(ref reader, header, null);
        reader.Session.Leave();
        return value as T
            ?? throw new SerializerException($"A {value.GetType()} was found where a {typeof(T)} must be.");
    }

    public void WriteFields(ref Writer writer, T value) =>
        ExceptionFields.Write(ref writer, value, ExceptionFields.RawMessage(value));

    public FieldHeader ReadFields(ref Reader reader, T value)
    {
        var content = ExceptionFields.Read(ref reader);
        ExceptionFields.Apply(content, value);
        return content.End;
    }

    private Exception ReadTyped(ref Reader reader)
    {
        var type = reader.ReadNamedType();
        if (type.IsKnown) return reader.ReadTyped<Exception>(type);

        // The first level of an exception's fields is that of Exception itself, whatever the type.
        return ReadGeneric(ref reader, reader.ReadFieldHeader(), type.Name);
    }

    private Exception ReadGeneric(ref Reader reader, FieldHeader header, string? typeName)
    {
        header.Expect(FieldLayout.Group);
        var position = reader.Position;
        var content = ExceptionFields.Read(ref reader);
        reader.SkipToEnd(content.End);
        var value = codecs.Exceptions.Create(typeName ?? content.TypeName, content);
        reader.Remember(position, value);
        return value;
    }
}
