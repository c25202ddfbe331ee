using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization;

/// <summary>Copies object graphs.</summary>
public sealed class DeepCopier(CodecProvider codecs)
{
    /// <summary>A copier of one type.</summary>
    public DeepCopier<T> GetCopier<T>() => new(codecs);

    /// <summary>A copy that shares nothing mutable with the original.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public T? Copy<T>(T? value)
    {
        using var context = codecs.GetCopyContext();
        return context.Copy(value)!;
    }
}

/// <summary>Copies object graphs of one type.</summary>
public sealed class DeepCopier<T>(CodecProvider codecs)
{
    /// <summary>A copy that shares nothing mutable with the original.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public T? Copy(T? value)
    {
        using var context = codecs.GetCopyContext();
        return context.Copy(value)!;
    }
}
