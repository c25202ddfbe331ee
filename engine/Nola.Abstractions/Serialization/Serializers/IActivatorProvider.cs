using Orleans.Serialization.Activators;

namespace Orleans.Serialization.Serializers;

/// <summary>Finds activators.</summary>
public interface IActivatorProvider
{
    /// <summary>The activator of a type; one that calls the parameterless constructor where none is registered.</summary>
    IActivator<T> GetActivator<T>();
}
