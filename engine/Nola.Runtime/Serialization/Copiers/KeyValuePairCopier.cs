using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

internal sealed class KeyValuePairCopier<TKey, TValue>(CodecProvider codecs) : ValueCopier<KeyValuePair<TKey, TValue>>
{
    private readonly LazyCopier<TKey> _key = new(codecs);
    private readonly LazyCopier<TValue> _value = new(codecs);

    public override bool IsShallow => _key.IsShallow && _value.IsShallow;

    public override KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> value, CopyContext context) =>
        new(_key.Copy(value.Key, context), _value.Copy(value.Value, context));
}
