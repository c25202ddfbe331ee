namespace Orleans.Serialization.Cloning;

/// <summary>Makes deep copies of values of a declared type. Thread-safe, one instance per type and host.</summary>
public abstract class ValueCopier<T>
{
    /// <summary>Whether values of the type are immutable all the way down, so that the copy is the value itself.</summary>
    public virtual bool IsShallow => false;

    /// <summary>Copies the value; within one context the same object is copied once.</summary>
    public abstract T Copy(T value, CopyContext context);
}
