using Nola.Runtime.Serialization.Codecs;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Tuples;

/// <summary>A value tuple is a group whose fields are its items in order.</summary>
internal abstract class ValueTupleCodecBase<TTuple>(TupleItem<TTuple>[] items) : FieldCodec<TTuple>
    where TTuple : struct
{
    public sealed override void WriteField(ref Writer writer, uint fieldId, TTuple value)
    {
        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        writer.Session.Enter();
        items.Write(ref writer, ref value);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public sealed override TTuple ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(FieldLayout.Group);
        reader.Session.Enter();
        var tuple = items.Read(ref reader);
        reader.Session.Leave();
        return tuple;
    }
}

/// <summary>Tuples that are immutable are written as, and made from, the value tuple of their items.</summary>
internal abstract class TupleCodecBase<TTuple, TItems>(
    TupleItem<TItems>[] items,
    Func<TTuple, TItems> itemsOf,
    Func<TItems, TTuple> make) : ClassCodec<TTuple>
    where TTuple : class
    where TItems : struct
{
    protected sealed override void Write(ref Writer writer, TTuple value)
    {
        var tuple = itemsOf(value);
        items.Write(ref writer, ref tuple);
    }

    protected sealed override TTuple Read(ref Reader reader, int position)
    {
        var value = make(items.Read(ref reader));
        reader.Remember(position, value);
        return value;
    }
}
