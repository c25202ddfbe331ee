using Orleans.Metadata;
using Orleans.Placement;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>Only silos with the metadata of the calling silo.</summary>
public class RequiredMatchSiloMetadataPlacementFilterStrategy(string[] metadataKeys, int order)
    : PlacementFilterStrategy(order)
{
    private const string KeysProperty = "metadata-keys";

    /// <summary>A filter whose settings are read from the properties of a grain class.</summary>
    public RequiredMatchSiloMetadataPlacementFilterStrategy()
        : this([], 0)
    {
    }

    /// <summary>The keys whose values have to be the same.</summary>
    public string[] MetadataKeys { get; private set; } = metadataKeys;

    /// <inheritdoc/>
    public override void AdditionalInitialize(GrainProperties properties) =>
        MetadataKeys = GetPlacementFilterGrainProperty(KeysProperty, properties)?.Split(',')
            ?? throw new ArgumentException("The properties have no metadata keys of the filter.", nameof(properties));

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services,
        Type grainClass,
        GrainType grainType,
        IReadOnlyDictionary<string, string> existingProperties) => [new(KeysProperty, string.Join(',', MetadataKeys))];
}
