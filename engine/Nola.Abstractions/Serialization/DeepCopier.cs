using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization;

/// <summary>Copies object graphs.</summary>
public sealed class DeepCopier(CopyContextPool contextPool)
{
    /// <summary>A copier of one type.</summary>
    public DeepCopier<T> GetCopier<T>() => new(contextPool);

    /// <summary>A copy that shares nothing mutable with the original.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public T? Copy<T>(T? value)
    {
        using var context = contextPool.GetContext();
        return context.Copy(value)!;
    }
}

/// <summary>Copies object graphs of one type.</summary>
public sealed class DeepCopier<T>(CopyContextPool contextPool)
{
    /// <summary>A copy that shares nothing mutable with the original.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public T? Copy(T? value)
    {
        using var context = contextPool.GetContext();
        return context.Copy(value)!;
    }
}
