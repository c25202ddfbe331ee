using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.External;

/// <summary>A copier that was written for Orleans.</summary>
internal sealed class ExternalCopier<T>(IDeepCopier<T> copier) : ValueCopier<T>
{
    public override bool IsShallow { get; } = copier is IOptionalDeepCopier optional && optional.IsShallowCopyable();

    public override T Copy(T value, CopyContext context)
    {
        context.Enter();
        var copy = copier.DeepCopy(value, context);
        context.Leave();
        return copy;
    }
}
