using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>What is known of a grain class beyond its code: pairs of strings that attributes and providers add.</summary>
[GenerateSerializer, Immutable]
public sealed class GrainProperties : IEquatable<GrainProperties>
{
    /// <summary>Takes over the values.</summary>
    public GrainProperties(ImmutableDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Properties = values;
    }

    /// <summary>The values.</summary>
    [Id(0)]
    public ImmutableDictionary<string, string> Properties { get; }

    /// <inheritdoc/>
    public bool Equals(GrainProperties? other) =>
        other is not null
        && Properties.Count == other.Properties.Count
        && Properties.All(pair => other.Properties.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainProperties);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Properties.Aggregate(0, static (hash, pair) => hash ^ HashCode.Combine(pair.Key, pair.Value));
}
