using Orleans.Versions.Compatibility;
using Orleans.Versions.Selector;

namespace Orleans.Configuration;

/// <summary>Versions of grain interfaces.</summary>
public sealed class GrainVersioningOptions
{
    /// <summary>Which versions can serve a request.</summary>
    /// <value>Default: <c>BackwardCompatible</c>.</value>
    public string DefaultCompatibilityStrategy { get; set; } = nameof(BackwardCompatible);

    /// <summary>Which of them does.</summary>
    /// <value>Default: <c>AllCompatibleVersions</c>.</value>
    public string DefaultVersionSelectorStrategy { get; set; } = nameof(AllCompatibleVersions);
}
