using Nola.Runtime.Serialization.Codecs;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

/// <summary>References are immutable; a grain that is passed itself becomes a reference to it.</summary>
internal sealed class ReferenceCopier<T>(HostCodecProvider codecs) : ValueCopier<T?>
    where T : class
{
    public override T? Copy(T? value, CopyContext context)
    {
        if (value is null or GrainReference) return value;

        var reference = References.Of(value, typeof(T), codecs);
        return reference as T
            ?? throw new CodecNotFoundException($"A grain was passed as {typeof(T)}, which it does not implement.");
    }
}
