using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>Declared types whose values are of other types: object, interfaces and abstract classes.</summary>
internal sealed class PolymorphicCodec<T> : FieldCodec<T?>
    where T : class
{
    public override void WriteField(ref Writer writer, uint fieldId, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
        }
        else if (value.GetType() != typeof(object))
        {
            writer.WriteTyped(fieldId, value);
        }
        else if (!writer.TryWriteReference(fieldId, value, FieldLayout.Group))
        {
            // A plain object has an identity and nothing else.
            writer.WriteEnd();
        }
    }

    public override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        switch (header.Layout)
        {
            case FieldLayout.Reference:
                return reader.ReadReference(this);
            case FieldLayout.Typed:
                return reader.ReadTyped<T>();
        }

        header.Expect(FieldLayout.Group);
        if (typeof(T) != typeof(object)) throw new SerializerException($"A {typeof(T)} was written without its type.");
        var value = new object();
        reader.Remember(reader.Position, value);
        while (reader.TryReadFieldHeader(out var field))
        {
            reader.Skip(field);
        }

        return (T)value;
    }
}

/// <summary>
/// Collection interfaces. A value keeps its type where that is registered; others, such as the results of queries,
/// arrive
/// as an ordinary collection of the same elements.
/// </summary>
internal abstract class CollectionInterfaceCodec<TInterface, TCollection>(CodecProvider codecs)
    : FieldCodec<TInterface?>
    where TInterface : class
    where TCollection : class, TInterface
{
    private FieldCodec<TCollection>? _substitute;

    private FieldCodec<TCollection> Substitute => _substitute ??= codecs.GetCodec<TCollection>();

    public sealed override void WriteField(ref Writer writer, uint fieldId, TInterface? value)
    {
        if (value is null) writer.WriteNull(fieldId);
        else if (value is TCollection usual && value.GetType() == typeof(TCollection)) Substitute
            .WriteField(ref writer, fieldId, usual);
        else if (codecs.HasCodec(value.GetType())) writer.WriteTyped(fieldId, value);
        else Substitute.WriteField(ref writer, fieldId, Convert(value));
    }

    public sealed override TInterface? ReadValue(ref Reader reader, FieldHeader header) =>
        header.Layout switch
        {
            FieldLayout.Reference => ReadReference(ref reader),
            FieldLayout.Typed => reader.ReadTyped<TInterface>(),
            _ => Substitute.ReadValue(ref reader, header),
        };

    protected abstract TCollection Convert(TInterface value);

    private TInterface? ReadReference(ref Reader reader) => reader.ReadReference(this);
}

internal sealed class EnumerableCodec<T>(CodecProvider codecs)
    : CollectionInterfaceCodec<IEnumerable<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IEnumerable<T> value) => [.. value];
}

internal sealed class CollectionOfInterfaceCodec<T>(CodecProvider codecs)
    : CollectionInterfaceCodec<ICollection<T>, List<T>>(codecs)
{
    protected override List<T> Convert(ICollection<T> value) => [.. value];
}

internal sealed class ListInterfaceCodec<T>(CodecProvider codecs)
    : CollectionInterfaceCodec<IList<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IList<T> value) => [.. value];
}

internal sealed class ReadOnlyCollectionInterfaceCodec<T>(CodecProvider codecs)
    : CollectionInterfaceCodec<IReadOnlyCollection<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IReadOnlyCollection<T> value) => [.. value];
}

internal sealed class ReadOnlyListCodec<T>(CodecProvider codecs)
    : CollectionInterfaceCodec<IReadOnlyList<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IReadOnlyList<T> value) => [.. value];
}

internal sealed class SetInterfaceCodec<T>(CodecProvider codecs)
    : CollectionInterfaceCodec<ISet<T>, HashSet<T>>(codecs)
{
    protected override HashSet<T> Convert(ISet<T> value) => [.. value];
}

internal sealed class ReadOnlySetCodec<T>(CodecProvider codecs)
    : CollectionInterfaceCodec<IReadOnlySet<T>, HashSet<T>>(codecs)
{
    protected override HashSet<T> Convert(IReadOnlySet<T> value) => [.. value];
}

internal sealed class DictionaryInterfaceCodec<TKey, TValue>(CodecProvider codecs)
    : CollectionInterfaceCodec<IDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> Convert(IDictionary<TKey, TValue> value) => new(value);
}

internal sealed class ReadOnlyDictionaryInterfaceCodec<TKey, TValue>(CodecProvider codecs)
    : CollectionInterfaceCodec<IReadOnlyDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> Convert(IReadOnlyDictionary<TKey, TValue> value) => new(value);
}
