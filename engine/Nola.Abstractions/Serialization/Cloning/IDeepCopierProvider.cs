namespace Orleans.Serialization.Cloning;

/// <summary>Finds copiers.</summary>
public interface IDeepCopierProvider
{
    /// <summary>The copier of a type.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    IDeepCopier<T> GetDeepCopier<T>();

    /// <summary>The copier of a type, or null.</summary>
    IDeepCopier<T>? TryGetDeepCopier<T>();

    /// <summary>The copier of a type.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    IDeepCopier GetDeepCopier(Type type);

    /// <summary>The copier of a type, or null.</summary>
    IDeepCopier? TryGetDeepCopier(Type type);

    /// <summary>The copier of the members of a class.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    IBaseCopier<T> GetBaseCopier<T>()
        where T : class;
}
