using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.External;

/// <summary>A copier of many types, for one of them.</summary>
internal sealed class UntypedCopier<T>(IDeepCopier copier) : IDeepCopier<T>
{
    public T DeepCopy(T input, CopyContext context) => (T)copier.DeepCopy(input, context)!;
}
