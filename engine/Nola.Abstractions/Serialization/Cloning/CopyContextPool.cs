using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

/// <summary>Rents contexts of copies.</summary>
public sealed class CopyContextPool(CodecProvider codecProvider)
{
    internal CodecProvider CodecProvider { get; } = codecProvider;

    /// <summary>Rents a context for one copy. Dispose it to return it.</summary>
    public CopyContext GetContext() => CodecProvider.GetCopyContext();
}
