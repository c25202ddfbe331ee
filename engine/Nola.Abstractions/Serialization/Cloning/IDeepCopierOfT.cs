using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization.Cloning;

/// <summary>Copies values of a type.</summary>
public interface IDeepCopier<T> : IDeepCopier
{
    /// <summary>A copy of the value, or the value itself where it is immutable.</summary>
    [return: NotNullIfNotNull(nameof(input))]
    T DeepCopy(T input, CopyContext context);

    [return: NotNullIfNotNull(nameof(input))]
    object? IDeepCopier.DeepCopy(object? input, CopyContext context) =>
        input is null ? null : DeepCopy((T)input, context);
}
