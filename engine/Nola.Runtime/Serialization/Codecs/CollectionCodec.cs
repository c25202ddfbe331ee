using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>Collections are groups: 0 the number of elements, 1 an element, 2 and 3 the comparer.</summary>
internal static class CollectionFields
{
    public const uint Count = 0;
    public const uint Element = 1;
    public const uint KnownComparer = 2;
    public const uint OtherComparer = 3;

    // A hostile count can cost this much memory before elements are missed; honest collections grow as usual.
    public const int InitialCapacityMax = 4096;
}

/// <summary>Collections that exist before their elements do, so that elements may refer back to them.</summary>
internal abstract class CollectionCodec<TCollection, TElement> : ClassCodec<TCollection>, ILevelCodec<TCollection>
    where TCollection : class
{
    private FieldCodec<TElement>? _element;

    protected abstract int Count(TCollection collection);

    protected abstract TCollection Create(int capacity, object? comparer);

    protected abstract void Add(TCollection collection, TElement element);

    protected abstract void WriteElements(ref Writer writer, TCollection collection, FieldCodec<TElement> codec);

    protected virtual object? Comparer(TCollection collection) => null;

    /// <summary>Called when all elements were added.</summary>
    protected virtual void Complete(TCollection collection)
    {
    }

    public void WriteFields(ref Writer writer, TCollection value) => Write(ref writer, value);

    // The comparer is that of the derived class's constructor.
    public FieldHeader ReadFields(ref Reader reader, TCollection value)
    {
        var codec = _element ??= reader.Session.GetCodec<TElement>();
        FieldHeader field;
        while (reader.TryReadFieldHeader(out field))
        {
            if (field.Id == CollectionFields.Element) AddElement(value, codec.ReadValue(ref reader, field));
            else reader.Skip(field);
        }

        Complete(value);
        return field;
    }

    protected sealed override void Write(ref Writer writer, TCollection value)
    {
        writer.WriteField(CollectionFields.Count, (uint)Count(value));
        if (Comparer(value) is { } comparer) Comparers.Write(ref writer, comparer);
        WriteElements(ref writer, value, _element ??= writer.Session.GetCodec<TElement>());
    }

    protected sealed override TCollection Read(ref Reader reader, int position)
    {
        var codec = _element ??= reader.Session.GetCodec<TElement>();
        var capacity = 0;
        object? comparer = null;
        TCollection? collection = null;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case CollectionFields.Count:
                    capacity = Math.Min(reader.ReadCount(field), CollectionFields.InitialCapacityMax);
                    break;
                case CollectionFields.KnownComparer or CollectionFields.OtherComparer:
                    comparer = Comparers.Read(ref reader, field);
                    break;
                case CollectionFields.Element:
                    collection ??= CreateAndRemember(ref reader, position, capacity, comparer);
                    AddElement(collection, codec.ReadValue(ref reader, field));
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        collection ??= CreateAndRemember(ref reader, position, capacity, comparer);
        Complete(collection);
        return collection;
    }

    private TCollection CreateAndRemember(ref Reader reader, int position, int capacity, object? comparer)
    {
        TCollection collection;
        try
        {
            collection = Create(capacity, comparer);
        }
        catch (InvalidCastException exception)
        {
            throw new SerializerException("A comparer does not fit its collection.", exception);
        }

        reader.Remember(position, collection);
        return collection;
    }

    private void AddElement(TCollection collection, TElement element)
    {
        try
        {
            Add(collection, element);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // A key twice, a null key, or a key that cannot be compared.
            throw new SerializerException($"An element does not fit its {typeof(TCollection).Name}.", exception);
        }
    }
}

/// <summary>Collections that are built from all their elements at once.</summary>
internal abstract class BuiltCollectionCodec<TCollection, TElement> : ClassCodec<TCollection>
    where TCollection : class
{
    private FieldCodec<TElement>? _element;

    protected abstract int Count(TCollection collection);

    protected abstract TCollection Build(List<TElement> elements, object? comparer);

    protected abstract void WriteElements(ref Writer writer, TCollection collection, FieldCodec<TElement> codec);

    protected virtual object? Comparer(TCollection collection) => null;

    protected sealed override void Write(ref Writer writer, TCollection value)
    {
        writer.WriteField(CollectionFields.Count, (uint)Count(value));
        if (Comparer(value) is { } comparer) Comparers.Write(ref writer, comparer);
        WriteElements(ref writer, value, _element ??= writer.Session.GetCodec<TElement>());
    }

    protected sealed override TCollection Read(ref Reader reader, int position)
    {
        var elements = Elements.Read(ref reader, _element ??= reader.Session.GetCodec<TElement>(), out var comparer);
        TCollection collection;
        try
        {
            collection = Build(elements, comparer);
        }
        catch (Exception exception) when (
            exception is ArgumentException or InvalidOperationException or InvalidCastException)
        {
            throw new SerializerException($"An element does not fit its {typeof(TCollection).Name}.", exception);
        }

        reader.Remember(position, collection);
        return collection;
    }
}

/// <summary>Reads the elements of a collection that cannot exist before them.</summary>
internal static class Elements
{
    public static List<TElement> Read<TElement>(ref Reader reader, FieldCodec<TElement> codec, out object? comparer)
    {
        var elements = new List<TElement>();
        comparer = null;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case CollectionFields.Count:
                    elements.Capacity = Math.Min(reader.ReadCount(field), CollectionFields.InitialCapacityMax);
                    break;
                case CollectionFields.KnownComparer or CollectionFields.OtherComparer:
                    comparer = Comparers.Read(ref reader, field);
                    break;
                case CollectionFields.Element:
                    elements.Add(codec.ReadValue(ref reader, field));
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return elements;
    }
}
