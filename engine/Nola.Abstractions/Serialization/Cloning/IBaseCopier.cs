namespace Orleans.Serialization.Cloning;

/// <summary>Copies the members of a class for copiers of classes derived from it.</summary>
public interface IBaseCopier;

/// <summary>Copies the members of a class for copiers of classes derived from it.</summary>
public interface IBaseCopier<T> : IBaseCopier
    where T : class
{
    /// <summary>Copies the members of this level and of those below.</summary>
    void DeepCopy(T input, T output, CopyContext context);
}
