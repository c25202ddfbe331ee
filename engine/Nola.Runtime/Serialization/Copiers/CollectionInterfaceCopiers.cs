using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

/// <summary>
/// Collection interfaces. A value keeps its type where that is registered; others become an ordinary collection, as
/// they
/// would on the wire.
/// </summary>
internal abstract class CollectionInterfaceCopier<TInterface, TCollection>(CodecProvider codecs)
    : ValueCopier<TInterface?>
    where TInterface : class
    where TCollection : class, TInterface
{
    public sealed override TInterface? Copy(TInterface? value, CopyContext context)
    {
        if (value is null) return null;
        if (codecs.HasCopier(value.GetType())) return context.CopyByRuntimeType(value);
        if (context.TryGetCopy(value, out var known)) return known;

        var copy = context.Copy(Convert(value));
        context.RecordCopy(value, copy);
        return copy;
    }

    protected abstract TCollection Convert(TInterface value);
}

internal sealed class EnumerableCopier<T>(CodecProvider codecs)
    : CollectionInterfaceCopier<IEnumerable<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IEnumerable<T> value) => [.. value];
}

internal sealed class CollectionOfInterfaceCopier<T>(CodecProvider codecs)
    : CollectionInterfaceCopier<ICollection<T>, List<T>>(codecs)
{
    protected override List<T> Convert(ICollection<T> value) => [.. value];
}

internal sealed class ListInterfaceCopier<T>(CodecProvider codecs)
    : CollectionInterfaceCopier<IList<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IList<T> value) => [.. value];
}

internal sealed class ReadOnlyCollectionInterfaceCopier<T>(CodecProvider codecs)
    : CollectionInterfaceCopier<IReadOnlyCollection<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IReadOnlyCollection<T> value) => [.. value];
}

internal sealed class ReadOnlyListCopier<T>(CodecProvider codecs)
    : CollectionInterfaceCopier<IReadOnlyList<T>, List<T>>(codecs)
{
    protected override List<T> Convert(IReadOnlyList<T> value) => [.. value];
}

internal sealed class SetInterfaceCopier<T>(CodecProvider codecs)
    : CollectionInterfaceCopier<ISet<T>, HashSet<T>>(codecs)
{
    protected override HashSet<T> Convert(ISet<T> value) => [.. value];
}

internal sealed class ReadOnlySetCopier<T>(CodecProvider codecs)
    : CollectionInterfaceCopier<IReadOnlySet<T>, HashSet<T>>(codecs)
{
    protected override HashSet<T> Convert(IReadOnlySet<T> value) => [.. value];
}

internal sealed class DictionaryInterfaceCopier<TKey, TValue>(CodecProvider codecs)
    : CollectionInterfaceCopier<IDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> Convert(IDictionary<TKey, TValue> value) => new(value);
}

internal sealed class ReadOnlyDictionaryInterfaceCopier<TKey, TValue>(CodecProvider codecs)
    : CollectionInterfaceCopier<IReadOnlyDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> Convert(IReadOnlyDictionary<TKey, TValue> value) => new(value);
}
