namespace Orleans.Serialization.Cloning;

/// <summary>The base of generated copiers of classes.</summary>
public abstract class ObjectCopier<T> : ValueCopier<T>, IBaseCopier<T>
    where T : class
{
    /// <summary>Whether an object reached twice is copied once. A cyclic graph needs it.</summary>
    protected virtual bool TracksReferences => true;

    /// <summary>Whether the type's activator makes its objects.</summary>
    protected virtual bool UsesActivator => false;

    /// <inheritdoc />
    public sealed override T Copy(T value, CopyContext context)
    {
        if (value is null) return null!;
        if (value.GetType() != typeof(T)) return context.CopyByRuntimeType(value);
        if (TracksReferences && context.TryGetCopy(value, out var known)) return known;

        var copy = UsesActivator ? context.Codecs.GetActivator<T>().Create() : Create();
        if (TracksReferences) context.RecordCopy(value, copy);
        context.Enter();
        CopyFields(value, copy, context);
        context.Leave();
        return copy;
    }

    /// <summary>Copies the members of every level.</summary>
    public abstract void CopyFields(T source, T target, CopyContext context);

    void IBaseCopier<T>.DeepCopy(T input, T output, CopyContext context) => CopyFields(input, output, context);

    /// <summary>Makes the object that becomes the copy.</summary>
    protected abstract T Create();
}
