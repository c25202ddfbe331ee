using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization.Cloning;

/// <summary>Copies values whose type is known at run time only.</summary>
public interface IDeepCopier
{
    /// <summary>A copy of the value, or the value itself where it is immutable.</summary>
    [return: NotNullIfNotNull(nameof(input))]
    object? DeepCopy(object? input, CopyContext context);
}
