using System.Collections.Concurrent;
using System.Collections.Specialized;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

// A copy is a snapshot.

internal sealed class ConcurrentDictionaryCopier<TKey, TValue>(CodecProvider codecs)
    : CollectionCopier<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(codecs)
    where TKey : notnull
{
    protected override ConcurrentDictionary<TKey, TValue> CopyShallow(ConcurrentDictionary<TKey, TValue> source) =>
        new(source, source.Comparer);

    protected override ConcurrentDictionary<TKey, TValue> Create(ConcurrentDictionary<TKey, TValue> source) =>
        new(source.Comparer);

    protected override void CopyElements(
        ConcurrentDictionary<TKey, TValue> source,
        ConcurrentDictionary<TKey, TValue> target,
        LazyCopier<KeyValuePair<TKey, TValue>> copier,
        CopyContext context)
    {
        foreach (var element in source.ToArray())
        {
            var copy = copier.Copy(element, context);
            target[copy.Key] = copy.Value;
        }
    }
}

internal sealed class ConcurrentQueueCopier<T>(CodecProvider codecs) : CollectionCopier<ConcurrentQueue<T>, T>(codecs)
{
    protected override ConcurrentQueue<T> CopyShallow(ConcurrentQueue<T> source) => new(source);

    protected override ConcurrentQueue<T> Create(ConcurrentQueue<T> source) => new();

    protected override void CopyElements(
        ConcurrentQueue<T> source, ConcurrentQueue<T> target, LazyCopier<T> copier, CopyContext context)
    {
        foreach (var element in source)
        {
            target.Enqueue(copier.Copy(element, context));
        }
    }
}

internal sealed class NameValueCollectionCopier(CodecProvider codecs)
    : CollectionCopier<NameValueCollection, KeyValuePair<string?, string?>>(codecs)
{
    protected override NameValueCollection CopyShallow(NameValueCollection source) => new(source);

    protected override NameValueCollection Create(NameValueCollection source) => [];

    protected override void CopyElements(
        NameValueCollection source,
        NameValueCollection target,
        LazyCopier<KeyValuePair<string?, string?>> copier,
        CopyContext context) => target.Add(source);
}
