using Orleans.Runtime;

namespace Orleans.Metadata;

/// <summary>Adds to the properties of grain classes.</summary>
public interface IGrainPropertiesProvider
{
    /// <summary>Adds to the properties of a class.</summary>
    void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
