using System.Collections.ObjectModel;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

// The mutable collections of the base library.

internal sealed class ListCopier<T>(CodecProvider codecs) : CollectionCopier<List<T>, T>(codecs)
{
    protected override List<T> CopyShallow(List<T> source) => new(source);

    protected override List<T> Create(List<T> source) => new(source.Count);

    protected override void CopyElements(List<T> source, List<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.Add(copier.Copy(element, context));
        }
    }
}

internal sealed class CollectionOfCopier<T>(CodecProvider codecs) : CollectionCopier<Collection<T>, T>(codecs)
{
    protected override Collection<T> CopyShallow(Collection<T> source) => new([.. source]);

    protected override Collection<T> Create(Collection<T> source) => [];

    protected override void CopyElements(
        Collection<T> source, Collection<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.Add(copier.Copy(element, context));
        }
    }
}

internal sealed class ObservableCollectionCopier<T>(CodecProvider codecs)
    : CollectionCopier<ObservableCollection<T>, T>(codecs)
{
    protected override ObservableCollection<T> CopyShallow(ObservableCollection<T> source) => new(source);

    protected override ObservableCollection<T> Create(ObservableCollection<T> source) => [];

    protected override void CopyElements(
        ObservableCollection<T> source, ObservableCollection<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.Add(copier.Copy(element, context));
        }
    }
}

internal sealed class HashSetCopier<T>(CodecProvider codecs) : CollectionCopier<HashSet<T>, T>(codecs)
{
    protected override HashSet<T> CopyShallow(HashSet<T> source) => new(source, source.Comparer);

    protected override HashSet<T> Create(HashSet<T> source) => new(source.Count, source.Comparer);

    protected override void CopyElements(
        HashSet<T> source, HashSet<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.Add(copier.Copy(element, context));
        }
    }
}

internal sealed class SortedSetCopier<T>(CodecProvider codecs) : CollectionCopier<SortedSet<T>, T>(codecs)
{
    protected override SortedSet<T> CopyShallow(SortedSet<T> source) => new(source, source.Comparer);

    protected override SortedSet<T> Create(SortedSet<T> source) => new(source.Comparer);

    protected override void CopyElements(
        SortedSet<T> source, SortedSet<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.Add(copier.Copy(element, context));
        }
    }
}

internal sealed class QueueCopier<T>(CodecProvider codecs) : CollectionCopier<Queue<T>, T>(codecs)
{
    protected override Queue<T> CopyShallow(Queue<T> source) => new(source);

    protected override Queue<T> Create(Queue<T> source) => new(source.Count);

    protected override void CopyElements(Queue<T> source, Queue<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.Enqueue(copier.Copy(element, context));
        }
    }
}

internal sealed class LinkedListCopier<T>(CodecProvider codecs) : CollectionCopier<LinkedList<T>, T>(codecs)
{
    protected override LinkedList<T> CopyShallow(LinkedList<T> source) => new(source);

    protected override LinkedList<T> Create(LinkedList<T> source) => new();

    protected override void CopyElements(
        LinkedList<T> source, LinkedList<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.AddLast(copier.Copy(element, context));
        }
    }
}

internal sealed class DictionaryCopier<TKey, TValue>(CodecProvider codecs)
    : CollectionCopier<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> CopyShallow(Dictionary<TKey, TValue> source) =>
        new(source, source.Comparer);

    protected override Dictionary<TKey, TValue> Create(Dictionary<TKey, TValue> source) =>
        new(source.Count, source.Comparer);

    protected override void CopyElements(Dictionary<TKey, TValue> source, Dictionary<TKey, TValue> target,
        LazyCopier<KeyValuePair<TKey, TValue>> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            var copy = copier.Copy(element, context);
            target.Add(copy.Key, copy.Value);
        }
    }
}

internal sealed class SortedDictionaryCopier<TKey, TValue>(CodecProvider codecs)
    : CollectionCopier<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override SortedDictionary<TKey, TValue> CopyShallow(SortedDictionary<TKey, TValue> source) =>
        new(source, source.Comparer);

    protected override SortedDictionary<TKey, TValue> Create(SortedDictionary<TKey, TValue> source) =>
        new(source.Comparer);

    protected override void CopyElements(SortedDictionary<TKey, TValue> source, SortedDictionary<TKey, TValue> target,
        LazyCopier<KeyValuePair<TKey, TValue>> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            var copy = copier.Copy(element, context);
            target.Add(copy.Key, copy.Value);
        }
    }
}

internal sealed class SortedListCopier<TKey, TValue>(CodecProvider codecs)
    : CollectionCopier<SortedList<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override SortedList<TKey, TValue> CopyShallow(SortedList<TKey, TValue> source) =>
        new(source, source.Comparer);

    protected override SortedList<TKey, TValue> Create(SortedList<TKey, TValue> source) =>
        new(source.Count, source.Comparer);

    protected override void CopyElements(SortedList<TKey, TValue> source, SortedList<TKey, TValue> target,
        LazyCopier<KeyValuePair<TKey, TValue>> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            var copy = copier.Copy(element, context);
            target.Add(copy.Key, copy.Value);
        }
    }
}

/// <summary>Stacks are enumerated from the top, so they are filled again from the end.</summary>
internal sealed class StackCopier<T>(CodecProvider codecs) : CollectionCopier<Stack<T>, T>(codecs)
{
    protected override Stack<T> CopyShallow(Stack<T> source) => new(Enumerable.Reverse(source));

    protected override Stack<T> Create(Stack<T> source) => new(source.Count);

    protected override void CopyElements(Stack<T> source, Stack<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in Enumerable.Reverse(source))
        {
            target.Push(copier.Copy(element, context));
        }
    }
}
