using Orleans.Metadata;

namespace Orleans.Runtime;

/// <summary>Where new activations of a grain type go.</summary>
[SerializerTransparent]
public abstract class PlacementStrategy
{
    /// <summary>Whether activations are registered, so that there is one per grain in the cluster.</summary>
    public virtual bool IsUsingGrainDirectory => true;

    /// <summary>Reads the strategy's settings from the properties of a grain class.</summary>
    public virtual void Initialize(GrainProperties properties)
    {
    }

    /// <summary>Writes the strategy's settings into the properties of a grain class.</summary>
    public virtual void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        properties[WellKnownGrainTypeProperties.PlacementStrategy] = GetType().Name;
    }
}
