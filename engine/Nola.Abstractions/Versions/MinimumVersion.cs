namespace Orleans.Versions.Selector;

/// <summary>The earliest of them.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class MinimumVersion : VersionSelectorStrategy
{
    /// <summary>The only instance that is needed.</summary>
    public static MinimumVersion Singleton { get; } = new();
}
