using Orleans.Runtime;

namespace Orleans.Metadata;

/// <summary>An attribute of grain classes that adds to their properties.</summary>
public interface IGrainPropertiesProviderAttribute
{
    /// <summary>Adds to the properties of the class that has the attribute.</summary>
    void Populate(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
