using System.Collections.Concurrent;
using System.Collections.Specialized;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

// The number of elements is a hint for the reader. Collections that others may change meanwhile give none.

internal sealed class ConcurrentDictionaryCodec<TKey, TValue>
    : CollectionCodec<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int Count(ConcurrentDictionary<TKey, TValue> collection) => 0;

    protected override ConcurrentDictionary<TKey, TValue> Create(int capacity, object? comparer) =>
        new((IEqualityComparer<TKey>?)comparer);

    protected override void Add(ConcurrentDictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element)
    {
        if (!collection.TryAdd(element.Key, element.Value)) throw new ArgumentException("The key is there already.");
    }

    protected override void WriteElements(
        ref Writer writer, ConcurrentDictionary<TKey, TValue> collection, FieldCodec<KeyValuePair<TKey, TValue>> codec)
    {
        foreach (var element in collection.ToArray())
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override object? Comparer(ConcurrentDictionary<TKey, TValue> collection) =>
        Comparers.Custom(collection.Comparer);
}

internal sealed class ConcurrentQueueCodec<T> : CollectionCodec<ConcurrentQueue<T>, T>
{
    protected override int Count(ConcurrentQueue<T> collection) => 0;

    protected override ConcurrentQueue<T> Create(int capacity, object? comparer) => new();

    protected override void Add(ConcurrentQueue<T> collection, T element) => collection.Enqueue(element);

    protected override void WriteElements(ref Writer writer, ConcurrentQueue<T> collection, FieldCodec<T> codec)
    {
        foreach (var element in collection)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }
}

/// <summary>A pair for each value of a key, and one with null for a key without values.</summary>
internal sealed class NameValueCollectionCodec : CollectionCodec<NameValueCollection, KeyValuePair<string?, string?>>
{
    protected override int Count(NameValueCollection collection) => collection.Count;

    protected override NameValueCollection Create(int capacity, object? comparer) => [];

    protected override void Add(NameValueCollection collection, KeyValuePair<string?, string?> element) =>
        collection.Add(element.Key, element.Value);

    protected override void WriteElements(
        ref Writer writer, NameValueCollection collection, FieldCodec<KeyValuePair<string?, string?>> codec)
    {
        for (var i = 0; i < collection.Count; i++)
        {
            foreach (var value in collection.GetValues(i) ?? [null!])
            {
                codec.WriteField(ref writer, CollectionFields.Element, new(collection.GetKey(i), value));
            }
        }
    }
}

internal sealed class BitVector32Codec : FieldCodec<BitVector32>
{
    public override void WriteField(ref Writer writer, uint fieldId, BitVector32 value) =>
        writer.WriteField(fieldId, (uint)value.Data);

    public override BitVector32 ReadValue(ref Reader reader, FieldHeader header) => new((int)reader.ReadUInt32(header));
}
