using Nola.Runtime.Serialization.Copiers;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Tuples;

/// <summary>The place of one item in a tuple.</summary>
internal delegate ref T PlaceOf<TTuple, T>(ref TTuple tuple);

/// <summary>What codecs and copiers do with one item of a tuple, whatever its type.</summary>
internal abstract class TupleItem<TTuple>
{
    public abstract void Write(ref Writer writer, uint fieldId, scoped ref TTuple tuple);

    public abstract void Read(ref Reader reader, FieldHeader field, scoped ref TTuple tuple);

    public abstract bool IsShallow(CodecProvider codecs);

    public abstract void Copy(CodecProvider codecs, scoped ref TTuple tuple, CopyContext context);
}

/// <summary>One item of a tuple. Its codec and its copier are looked up at first use: an item may be of the tuple's own type.</summary>
internal sealed class TupleItem<TTuple, T>(PlaceOf<TTuple, T> place) : TupleItem<TTuple>
{
    private FieldCodec<T>? _codec;
    private LazyCopier<T>? _copier;

    public override void Write(ref Writer writer, uint fieldId, scoped ref TTuple tuple) =>
        (_codec ??= writer.Session.GetCodec<T>()).WriteField(ref writer, fieldId, place(ref tuple));

    public override void Read(ref Reader reader, FieldHeader field, scoped ref TTuple tuple) =>
        place(ref tuple) = (_codec ??= reader.Session.GetCodec<T>()).ReadValue(ref reader, field);

    public override bool IsShallow(CodecProvider codecs) => (_copier ??= new(codecs)).IsShallow;

    public override void Copy(CodecProvider codecs, scoped ref TTuple tuple, CopyContext context)
    {
        ref var item = ref place(ref tuple);
        item = (_copier ??= new(codecs)).Copy(item, context);
    }
}
