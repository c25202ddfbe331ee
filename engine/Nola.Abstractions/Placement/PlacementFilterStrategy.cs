using System.Globalization;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Which silos a grain class may go to, before its placement strategy chooses one of them.</summary>
public abstract class PlacementFilterStrategy
{
    /// <summary>A filter with its place among the filters of a class.</summary>
    protected PlacementFilterStrategy(int order) => Order = order;

    /// <summary>The filter's place: lower ones come first.</summary>
    public int Order { get; private set; }

    /// <summary>Reads the filter's settings from the properties of a grain class.</summary>
    public void Initialize(GrainProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (!int.TryParse(GetPlacementFilterGrainProperty("order", properties), CultureInfo.InvariantCulture, out var order))
        {
            throw new ArgumentException("The properties have no order of the filter.", nameof(properties));
        }

        Order = order;
        AdditionalInitialize(properties);
    }

    /// <summary>Reads settings of the filter's own.</summary>
    public virtual void AdditionalInitialize(GrainProperties properties)
    {
    }

    /// <summary>Writes the filter's settings into the properties of a grain class.</summary>
    public void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var name = GetType().Name;
        properties[WellKnownGrainTypeProperties.PlacementFilter] =
            properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var others) ? $"{others},{name}" : name;
        properties[KeyOf("order")] = Order.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in GetAdditionalGrainProperties(services, grainClass, grainType, properties))
        {
            properties[KeyOf(key)] = value;
        }
    }

    /// <summary>A setting of this filter in the properties of a grain class, or null.</summary>
    protected string? GetPlacementFilterGrainProperty(string key, GrainProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return properties.Properties.GetValueOrDefault(KeyOf(key));
    }

    /// <summary>Settings of the filter's own.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services,
        Type grainClass,
        GrainType grainType,
        IReadOnlyDictionary<string, string> existingProperties) => [];

    private string KeyOf(string key) => $"{WellKnownGrainTypeProperties.PlacementFilter}.{GetType().Name}.{key}";
}
