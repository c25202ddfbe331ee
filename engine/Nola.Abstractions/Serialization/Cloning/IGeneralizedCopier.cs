namespace Orleans.Serialization.Cloning;

/// <summary>A copier of many types. Registered as a service.</summary>
public interface IGeneralizedCopier : IDeepCopier
{
    /// <summary>Whether the copier is for values of a type.</summary>
    bool IsSupportedType(Type type);
}
