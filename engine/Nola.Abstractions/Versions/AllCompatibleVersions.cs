namespace Orleans.Versions.Selector;

/// <summary>Any of them.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class AllCompatibleVersions : VersionSelectorStrategy
{
    /// <summary>The only instance that is needed.</summary>
    public static AllCompatibleVersions Singleton { get; } = new();
}
