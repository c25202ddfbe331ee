namespace Orleans.Versions.Selector;

/// <summary>The latest of them.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class LatestVersion : VersionSelectorStrategy
{
    /// <summary>The only instance that is needed.</summary>
    public static LatestVersion Singleton { get; } = new();
}
