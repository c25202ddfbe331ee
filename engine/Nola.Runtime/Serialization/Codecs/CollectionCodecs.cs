using System.Collections.ObjectModel;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

// The mutable collections of the base library.

internal sealed class ListCodec<T> : CollectionCodec<List<T>, T>
{
    protected override int Count(List<T> collection) => collection.Count;

    protected override List<T> Create(int capacity, object? comparer) => new(capacity);

    protected override void Add(List<T> collection, T element) => collection.Add(element);

    protected override void WriteElements(
        ref Writer writer, List<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class CollectionOfCodec<T> : CollectionCodec<Collection<T>, T>
{
    protected override int Count(Collection<T> collection) => collection.Count;

    protected override Collection<T> Create(int capacity, object? comparer) => [];

    protected override void Add(Collection<T> collection, T element) => collection.Add(element);

    protected override void WriteElements(
        ref Writer writer, Collection<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class ObservableCollectionCodec<T> : CollectionCodec<ObservableCollection<T>, T>
{
    protected override int Count(ObservableCollection<T> collection) => collection.Count;

    protected override ObservableCollection<T> Create(int capacity, object? comparer) => [];

    protected override void Add(ObservableCollection<T> collection, T element) => collection.Add(element);

    protected override void WriteElements(
        ref Writer writer, ObservableCollection<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class HashSetCodec<T> : CollectionCodec<HashSet<T>, T>
{
    protected override int Count(HashSet<T> collection) => collection.Count;

    protected override HashSet<T> Create(int capacity, object? comparer) =>
        new(capacity, (IEqualityComparer<T>?)comparer);

    protected override void Add(HashSet<T> collection, T element) => collection.Add(element);

    protected override void WriteElements(
        ref Writer writer, HashSet<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(HashSet<T> collection) => Comparers.Custom(collection.Comparer);
}

internal sealed class SortedSetCodec<T> : CollectionCodec<SortedSet<T>, T>
{
    protected override int Count(SortedSet<T> collection) => collection.Count;

    protected override SortedSet<T> Create(int capacity, object? comparer) => new((IComparer<T>?)comparer);

    protected override void Add(SortedSet<T> collection, T element) => collection.Add(element);

    protected override void WriteElements(
        ref Writer writer, SortedSet<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(SortedSet<T> collection) => Comparers.Custom(collection.Comparer);
}

internal sealed class QueueCodec<T> : CollectionCodec<Queue<T>, T>
{
    protected override int Count(Queue<T> collection) => collection.Count;

    protected override Queue<T> Create(int capacity, object? comparer) => new(capacity);

    protected override void Add(Queue<T> collection, T element) => collection.Enqueue(element);

    protected override void WriteElements(
        ref Writer writer, Queue<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class LinkedListCodec<T> : CollectionCodec<LinkedList<T>, T>
{
    protected override int Count(LinkedList<T> collection) => collection.Count;

    protected override LinkedList<T> Create(int capacity, object? comparer) => new();

    protected override void Add(LinkedList<T> collection, T element) => collection.AddLast(element);

    protected override void WriteElements(
        ref Writer writer, LinkedList<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class DictionaryCodec<TKey, TValue>
    : CollectionCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int Count(Dictionary<TKey, TValue> collection) => collection.Count;

    protected override Dictionary<TKey, TValue> Create(int capacity, object? comparer) =>
        new(capacity, (IEqualityComparer<TKey>?)comparer);

    protected override void Add(Dictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element) =>
        collection.Add(element.Key, element.Value);

    protected override void WriteElements(
        ref Writer writer, Dictionary<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey, TValue>> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(Dictionary<TKey, TValue> collection) => Comparers.Custom(collection.Comparer);
}

internal sealed class SortedDictionaryCodec<TKey, TValue>
    : CollectionCodec<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int Count(SortedDictionary<TKey, TValue> collection) => collection.Count;

    protected override SortedDictionary<TKey, TValue> Create(int capacity, object? comparer) =>
        new((IComparer<TKey>?)comparer);

    protected override void Add(SortedDictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element) =>
        collection.Add(element.Key, element.Value);

    protected override void WriteElements(
        ref Writer writer, SortedDictionary<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey, TValue>> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(SortedDictionary<TKey, TValue> collection) =>
        Comparers.Custom(collection.Comparer);
}

internal sealed class SortedListCodec<TKey, TValue>
    : CollectionCodec<SortedList<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int Count(SortedList<TKey, TValue> collection) => collection.Count;

    protected override SortedList<TKey, TValue> Create(int capacity, object? comparer) =>
        new(capacity, (IComparer<TKey>?)comparer);

    protected override void Add(SortedList<TKey, TValue> collection, KeyValuePair<TKey, TValue> element) =>
        collection.Add(element.Key, element.Value);

    protected override void WriteElements(
        ref Writer writer, SortedList<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey, TValue>> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(SortedList<TKey, TValue> collection) => Comparers.Custom(collection.Comparer);
}

/// <summary>Stacks are enumerated from the top, so they are filled again from the end.</summary>
internal sealed class StackCodec<T> : BuiltCollectionCodec<Stack<T>, T>
{
    protected override int Count(Stack<T> collection) => collection.Count;

    protected override Stack<T> Build(List<T> elements, object? comparer)
    {
        elements.Reverse();
        return new(elements);
    }

    protected override void WriteElements(ref Writer writer, Stack<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}
