using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Tuples;

/// <summary>A tuple of immutable items is its own copy.</summary>
internal abstract class ValueTupleCopierBase<TTuple>(CodecProvider codecs, TupleItem<TTuple>[] items) : ValueCopier<TTuple>
    where TTuple : struct
{
    public sealed override bool IsShallow => items.AreShallow(codecs);

    public sealed override TTuple Copy(TTuple value, CopyContext context)
    {
        if (!IsShallow) items.Copy(codecs, ref value, context);
        return value;
    }
}

/// <summary>An immutable tuple cannot exist before its items are copied.</summary>
internal abstract class TupleCopierBase<TTuple, TItems>(
    CodecProvider codecs,
    TupleItem<TItems>[] items,
    Func<TTuple, TItems> itemsOf,
    Func<TItems, TTuple> make) : ValueCopier<TTuple?>
    where TTuple : class
    where TItems : struct
{
    public sealed override bool IsShallow => items.AreShallow(codecs);

    public sealed override TTuple? Copy(TTuple? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var tuple = itemsOf(value);
        items.Copy(codecs, ref tuple, context);
        context.Leave();
        var copy = make(tuple);
        context.RecordCopy(value, copy);
        return copy;
    }
}
