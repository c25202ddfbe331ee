using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization.Cloning;

/// <summary>The base of copiers of immutable types, whose values are their own copies.</summary>
public class ShallowCopier<T> : IOptionalDeepCopier, IDeepCopier<T>
{
    /// <inheritdoc/>
    public bool IsShallowCopyable() => true;

    /// <inheritdoc/>
    public T DeepCopy(T input, CopyContext context) => input;

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(input))]
    public object? DeepCopy(object? input, CopyContext context) => input;
}
