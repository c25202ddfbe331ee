using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>The base of attributes that filter the silos a grain class may go to.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public abstract class PlacementFilterAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    /// <summary>Adds a filter.</summary>
    protected PlacementFilterAttribute(PlacementFilterStrategy placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        PlacementFilterStrategy = placement;
    }

    /// <summary>The filter.</summary>
    public PlacementFilterStrategy PlacementFilterStrategy { get; private set; }

    /// <inheritdoc/>
    public virtual void Populate(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        PlacementFilterStrategy.PopulateGrainProperties(services, grainClass, grainType, properties);
}
