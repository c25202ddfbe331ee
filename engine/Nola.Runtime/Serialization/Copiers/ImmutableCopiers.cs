using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

// Immutable, frozen and read-only collections: copied only where their elements can change.

internal sealed class ImmutableArrayCopier<T>(CodecProvider codecs) : ValueCopier<ImmutableArray<T>>
{
    private readonly LazyCopier<T> _element = new(codecs);

    public override bool IsShallow => _element.IsShallow;

    public override ImmutableArray<T> Copy(ImmutableArray<T> value, CopyContext context)
    {
        if (value.IsDefaultOrEmpty || IsShallow) return value;

        var builder = ImmutableArray.CreateBuilder<T>(value.Length);
        foreach (var element in value)
        {
            builder.Add(_element.Copy(element, context));
        }

        return builder.MoveToImmutable();
    }
}

internal sealed class ImmutableListCopier<T>(CodecProvider codecs) : BuiltCollectionCopier<ImmutableList<T>, T>(codecs)
{
    protected override ImmutableList<T> Build(ImmutableList<T> source, IEnumerable<T> elements) =>
        [.. elements];
}

internal sealed class ImmutableHashSetCopier<T>(CodecProvider codecs)
    : BuiltCollectionCopier<ImmutableHashSet<T>, T>(codecs)
{
    protected override ImmutableHashSet<T> Build(ImmutableHashSet<T> source, IEnumerable<T> elements) =>
        ImmutableHashSet.CreateRange(source.KeyComparer, elements);
}

internal sealed class ImmutableSortedSetCopier<T>(CodecProvider codecs)
    : BuiltCollectionCopier<ImmutableSortedSet<T>, T>(codecs)
{
    protected override ImmutableSortedSet<T> Build(ImmutableSortedSet<T> source, IEnumerable<T> elements) =>
        ImmutableSortedSet.CreateRange(source.KeyComparer, elements);
}

internal sealed class ImmutableDictionaryCopier<TKey, TValue>(CodecProvider codecs)
    : BuiltCollectionCopier<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override ImmutableDictionary<TKey,
        TValue> Build(ImmutableDictionary<TKey, TValue> source, IEnumerable<KeyValuePair<TKey, TValue>> elements) =>
        ImmutableDictionary.CreateRange(source.KeyComparer, source.ValueComparer, elements);
}

internal sealed class ImmutableSortedDictionaryCopier<TKey, TValue>(CodecProvider codecs)
    : BuiltCollectionCopier<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override ImmutableSortedDictionary<TKey, TValue> Build(
        ImmutableSortedDictionary<TKey, TValue> source, IEnumerable<KeyValuePair<TKey, TValue>> elements) =>
        ImmutableSortedDictionary.CreateRange(source.KeyComparer, source.ValueComparer, elements);
}

internal sealed class ImmutableQueueCopier<T>(CodecProvider codecs)
    : BuiltCollectionCopier<ImmutableQueue<T>, T>(codecs)
{
    protected override ImmutableQueue<T> Build(ImmutableQueue<T> source, IEnumerable<T> elements) =>
        ImmutableQueue.CreateRange(elements);
}

internal sealed class ImmutableStackCopier<T>(CodecProvider codecs)
    : BuiltCollectionCopier<ImmutableStack<T>, T>(codecs)
{
    protected override ImmutableStack<T> Build(ImmutableStack<T> source, IEnumerable<T> elements) =>
        ImmutableStack.CreateRange(elements.Reverse());
}

internal sealed class FrozenSetCopier<T>(CodecProvider codecs) : BuiltCollectionCopier<FrozenSet<T>, T>(codecs)
{
    protected override FrozenSet<T> Build(FrozenSet<T> source, IEnumerable<T> elements) =>
        elements.ToFrozenSet(source.Comparer);
}

internal sealed class FrozenDictionaryCopier<TKey, TValue>(CodecProvider codecs)
    : BuiltCollectionCopier<FrozenDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override FrozenDictionary<TKey,
        TValue> Build(FrozenDictionary<TKey, TValue> source, IEnumerable<KeyValuePair<TKey, TValue>> elements) =>
        elements.ToFrozenDictionary(source.Comparer);
}

/// <summary>A view of a list that others may change, so it is copied even where its elements are immutable.</summary>
internal sealed class ReadOnlyCollectionCopier<T>(CodecProvider codecs)
    : BuiltCollectionCopier<ReadOnlyCollection<T>, T>(codecs)
{
    public override bool IsShallow => false;

    protected override ReadOnlyCollection<T> Build(ReadOnlyCollection<T> source, IEnumerable<T> elements) =>
        new([.. elements]);
}

/// <summary>
/// A view of a dictionary that others may change, so it is copied even where its elements are immutable.
/// </summary>
internal sealed class ReadOnlyDictionaryCopier<TKey, TValue>(CodecProvider codecs)
    : BuiltCollectionCopier<ReadOnlyDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    public override bool IsShallow => false;

    protected override ReadOnlyDictionary<TKey, TValue> Build(
        ReadOnlyDictionary<TKey, TValue> source, IEnumerable<KeyValuePair<TKey, TValue>> elements) =>
        new(new Dictionary<TKey, TValue>(elements));
}
