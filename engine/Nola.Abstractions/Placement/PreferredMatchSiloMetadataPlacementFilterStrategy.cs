using System.Globalization;
using Orleans.Metadata;
using Orleans.Placement;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>The silos whose metadata are most like those of the calling silo.</summary>
public class PreferredMatchSiloMetadataPlacementFilterStrategy(
    string[] orderedMetadataKeys, int minCandidates, int order) : PlacementFilterStrategy(order)
{
    private const string KeysProperty = "ordered-metadata-keys";
    private const string MinimumProperty = "min-candidates";

    /// <summary>A filter whose settings are read from the properties of a grain class.</summary>
    public PreferredMatchSiloMetadataPlacementFilterStrategy()
        : this([], 2, 0)
    {
    }

    /// <summary>The keys, the most important one last.</summary>
    public string[] OrderedMetadataKeys { get; set; } = orderedMetadataKeys;

    /// <summary>How many silos are enough.</summary>
    public int MinCandidates { get; set; } = minCandidates;

    /// <inheritdoc/>
    public override void AdditionalInitialize(GrainProperties properties)
    {
        OrderedMetadataKeys = GetPlacementFilterGrainProperty(KeysProperty, properties)?.Split(',')
            ?? throw new ArgumentException("The properties have no metadata keys of the filter.", nameof(properties));
        var minimum = GetPlacementFilterGrainProperty(MinimumProperty, properties);
        MinCandidates = int.TryParse(minimum, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw new ArgumentException("The properties do not say how many silos are enough.", nameof(properties));
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services,
        Type grainClass,
        GrainType grainType,
        IReadOnlyDictionary<string, string> existingProperties) =>
    [
        new(KeysProperty, string.Join(',', OrderedMetadataKeys)),
        new(MinimumProperty, MinCandidates.ToString(CultureInfo.InvariantCulture)),
    ];
}
