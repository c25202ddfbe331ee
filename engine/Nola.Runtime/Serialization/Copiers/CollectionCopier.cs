using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

/// <summary>Collections that exist before their elements do.</summary>
internal abstract class CollectionCopier<TCollection, TElement>(CodecProvider codecs)
    : ValueCopier<TCollection?>, IBaseCopier<TCollection>
    where TCollection : class
{
    private readonly LazyCopier<TElement> _element = new(codecs);

    public sealed override TCollection? Copy(TCollection? value, CopyContext context)
    {
        if (value is null) return null;
        if (value.GetType() != typeof(TCollection)) return context.CopyByRuntimeType(value);
        if (context.TryGetCopy(value, out var known)) return known;

        if (_element.IsShallow)
        {
            var shallow = CopyShallow(value);
            context.RecordCopy(value, shallow);
            return shallow;
        }

        var copy = Create(value);
        context.RecordCopy(value, copy);
        DeepCopy(value, copy, context);
        return copy;
    }

    public void DeepCopy(TCollection source, TCollection target, CopyContext context)
    {
        context.Enter();
        CopyElements(source, target, _element, context);
        context.Leave();
    }

    /// <summary>The copy of a collection whose elements are immutable.</summary>
    protected abstract TCollection CopyShallow(TCollection source);

    protected abstract TCollection Create(TCollection source);

    protected abstract void CopyElements(
        TCollection source, TCollection target, LazyCopier<TElement> copier, CopyContext context);
}

/// <summary>Collections that are built from all their elements at once, and cannot change themselves.</summary>
internal abstract class BuiltCollectionCopier<TCollection, TElement>(CodecProvider codecs) : ValueCopier<TCollection?>
    where TCollection : class, IEnumerable<TElement>
{
    private readonly LazyCopier<TElement> _element = new(codecs);

    public override bool IsShallow => _element.IsShallow;

    public sealed override TCollection? Copy(TCollection? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var elements = new List<TElement>();
        foreach (var element in value)
        {
            elements.Add(_element.Copy(element, context));
        }

        context.Leave();
        var copy = Build(value, elements);
        context.RecordCopy(value, copy);
        return copy;
    }

    protected abstract TCollection Build(TCollection source, IEnumerable<TElement> elements);
}
