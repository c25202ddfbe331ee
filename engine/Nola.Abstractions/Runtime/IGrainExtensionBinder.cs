namespace Orleans.Runtime;

/// <summary>Gives grains extensions. A component of grain contexts.</summary>
public interface IGrainExtensionBinder
{
    /// <summary>The grain's extension; made where it is registered with the silo.</summary>
    /// <exception cref="GrainExtensionNotInstalledException">There is none.</exception>
    TExtensionInterface GetExtension<TExtensionInterface>()
        where TExtensionInterface : class, IGrainExtension;

    /// <summary>The grain's extension, which is made now if it has none, and a reference to it.</summary>
    (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(
        Func<TExtension> newExtensionFunc)
        where TExtension : class, TExtensionInterface
        where TExtensionInterface : class, IGrainExtension;
}
