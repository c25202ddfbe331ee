namespace Orleans.Serialization.Cloning;

/// <summary>Copies the members of a class for copiers of classes derived from it.</summary>
public interface IBaseCopier<in T>
    where T : class
{
    /// <summary>Copies the members of this level and of those below.</summary>
    void CopyFields(T source, T target, CopyContext context);
}
