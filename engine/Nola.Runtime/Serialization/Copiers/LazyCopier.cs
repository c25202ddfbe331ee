using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

/// <summary>
/// The copier of an element type, looked up at first use: element types may contain the collection's own.
/// </summary>
internal sealed class LazyCopier<T>(CodecProvider codecs)
{
    private ValueCopier<T>? _copier;

    public bool IsShallow => (_copier ??= codecs.GetCopier<T>()).IsShallow;

    public T Copy(T value, CopyContext context)
    {
        var copier = _copier ??= codecs.GetCopier<T>();
        return copier.IsShallow ? value : copier.Copy(value, context);
    }
}
