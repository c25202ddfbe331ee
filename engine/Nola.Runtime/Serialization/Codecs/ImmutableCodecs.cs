using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

// Immutable, frozen and read-only collections.

internal sealed class ImmutableArrayCodec<T> : FieldCodec<ImmutableArray<T>>
{
    private FieldCodec<T>? _element;

    public override void WriteField(ref Writer writer, uint fieldId, ImmutableArray<T> value)
    {
        if (value.IsDefault)
        {
            writer.WriteNull(fieldId);
            return;
        }

        var codec = _element ??= writer.Session.GetCodec<T>();
        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        writer.Session.Enter();
        writer.WriteField(CollectionFields.Count, (uint)value.Length);
        foreach (var element in value)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }

        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ImmutableArray<T> ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference)
        {
            reader.ReadNull();
            return default;
        }

        header.Expect(FieldLayout.Group);
        reader.Session.Enter();
        var elements = Elements.Read(ref reader, _element ??= reader.Session.GetCodec<T>(), out _);
        reader.Session.Leave();
        return [.. elements];
    }
}

internal sealed class ImmutableListCodec<T> : BuiltCollectionCodec<ImmutableList<T>, T>
{
    protected override int Count(ImmutableList<T> collection) => collection.Count;

    protected override ImmutableList<T> Build(List<T> elements, object? comparer) =>
        [.. elements];

    protected override void WriteElements(
        ref Writer writer, ImmutableList<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class ImmutableHashSetCodec<T> : BuiltCollectionCodec<ImmutableHashSet<T>, T>
{
    protected override int Count(ImmutableHashSet<T> collection) => collection.Count;

    protected override ImmutableHashSet<T> Build(List<T> elements, object? comparer) =>
        ImmutableHashSet.CreateRange((IEqualityComparer<T>?)comparer, elements);

    protected override void WriteElements(
        ref Writer writer, ImmutableHashSet<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(ImmutableHashSet<T> collection) => Comparers.Custom(collection.KeyComparer);
}

internal sealed class ImmutableSortedSetCodec<T> : BuiltCollectionCodec<ImmutableSortedSet<T>, T>
{
    protected override int Count(ImmutableSortedSet<T> collection) => collection.Count;

    protected override ImmutableSortedSet<T> Build(List<T> elements, object? comparer) =>
        ImmutableSortedSet.CreateRange((IComparer<T>?)comparer, elements);

    protected override void WriteElements(
        ref Writer writer, ImmutableSortedSet<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(ImmutableSortedSet<T> collection) => Comparers.Custom(collection.KeyComparer);
}

internal sealed class ImmutableDictionaryCodec<TKey, TValue>
    : BuiltCollectionCodec<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int Count(ImmutableDictionary<TKey, TValue> collection) => collection.Count;

    protected override ImmutableDictionary<TKey,
        TValue> Build(List<KeyValuePair<TKey, TValue>> elements, object? comparer) =>
        ImmutableDictionary.CreateRange((IEqualityComparer<TKey>?)comparer, elements);

    protected override void WriteElements(
        ref Writer writer, ImmutableDictionary<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey, TValue>> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(ImmutableDictionary<TKey, TValue> collection) =>
        Comparers.Custom(collection.KeyComparer);
}

internal sealed class ImmutableSortedDictionaryCodec<TKey, TValue>
    : BuiltCollectionCodec<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int Count(ImmutableSortedDictionary<TKey, TValue> collection) => collection.Count;

    protected override ImmutableSortedDictionary<TKey,
        TValue> Build(List<KeyValuePair<TKey, TValue>> elements, object? comparer) =>
        ImmutableSortedDictionary.CreateRange((IComparer<TKey>?)comparer, elements);

    protected override void WriteElements(
        ref Writer writer, ImmutableSortedDictionary<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey,
            TValue>> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(ImmutableSortedDictionary<TKey, TValue> collection) =>
        Comparers.Custom(collection.KeyComparer);
}

internal sealed class ImmutableQueueCodec<T> : BuiltCollectionCodec<ImmutableQueue<T>, T>
{
    protected override int Count(ImmutableQueue<T> collection) => collection.Count();

    protected override ImmutableQueue<T> Build(List<T> elements, object? comparer) =>
        ImmutableQueue.CreateRange(elements);

    protected override void WriteElements(
        ref Writer writer, ImmutableQueue<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class ImmutableStackCodec<T> : BuiltCollectionCodec<ImmutableStack<T>, T>
{
    protected override int Count(ImmutableStack<T> collection) => collection.Count();

    protected override ImmutableStack<T> Build(List<T> elements, object? comparer) =>
        ImmutableStack.CreateRange(Enumerable.Reverse(elements));

    protected override void WriteElements(
        ref Writer writer, ImmutableStack<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class ReadOnlyCollectionCodec<T> : BuiltCollectionCodec<ReadOnlyCollection<T>, T>
{
    protected override int Count(ReadOnlyCollection<T> collection) => collection.Count;

    protected override ReadOnlyCollection<T> Build(List<T> elements, object? comparer) =>
        new(elements);

    protected override void WriteElements(
        ref Writer writer, ReadOnlyCollection<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class ReadOnlyDictionaryCodec<TKey, TValue>
    : BuiltCollectionCodec<ReadOnlyDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int Count(ReadOnlyDictionary<TKey, TValue> collection) => collection.Count;

    protected override ReadOnlyDictionary<TKey,
        TValue> Build(List<KeyValuePair<TKey, TValue>> elements, object? comparer) =>
        new(new Dictionary<TKey, TValue>(elements));

    protected override void WriteElements(
        ref Writer writer, ReadOnlyDictionary<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey, TValue>> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

internal sealed class FrozenSetCodec<T> : BuiltCollectionCodec<FrozenSet<T>, T>
{
    // The library makes instances of hidden derived classes.
    protected override bool Accepts(Type type) => true;

    protected override int Count(FrozenSet<T> collection) => collection.Count;

    protected override FrozenSet<T> Build(List<T> elements, object? comparer) =>
        elements.ToFrozenSet((IEqualityComparer<T>?)comparer);

    protected override void WriteElements(
        ref Writer writer, FrozenSet<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(FrozenSet<T> collection) => Comparers.Custom(collection.Comparer);
}

internal sealed class FrozenDictionaryCodec<TKey, TValue>
    : BuiltCollectionCodec<FrozenDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    // The library makes instances of hidden derived classes.
    protected override bool Accepts(Type type) => true;

    protected override int Count(FrozenDictionary<TKey, TValue> collection) => collection.Count;

    protected override FrozenDictionary<TKey,
        TValue> Build(List<KeyValuePair<TKey, TValue>> elements, object? comparer) =>
        elements.ToFrozenDictionary((IEqualityComparer<TKey>?)comparer);

    protected override void WriteElements(
        ref Writer writer, FrozenDictionary<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey, TValue>> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(FrozenDictionary<TKey, TValue> collection) =>
        Comparers.Custom(collection.Comparer);
}
