namespace Orleans.Serialization.Cloning;

/// <summary>What the copier of a graph needs of a copier when the type is known at run time only.</summary>
public abstract class ValueCopier : IDeepCopier
{
    private protected ValueCopier()
    {
    }

    /// <summary>
    /// Whether values of the type are immutable all the way down, so that the copy is the value itself.
    /// </summary>
    public virtual bool IsShallow => false;

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) =>
        input is null || IsShallow ? input : CopyObject(input, context);

    internal abstract object? CopyObject(object? value, CopyContext context);
}

/// <summary>Makes deep copies of values of a declared type. Thread-safe, one instance per type and host.</summary>
public abstract class ValueCopier<T> : ValueCopier, IDeepCopier<T>
{
    /// <summary>Copies the value; within one context the same object is copied once.</summary>
    public abstract T Copy(T value, CopyContext context);

    /// <inheritdoc/>
    public T DeepCopy(T input, CopyContext context) => input is null || IsShallow ? input : Copy(input, context);

    internal sealed override object? CopyObject(object? value, CopyContext context) => Copy((T)value!, context);
}
