namespace Orleans.Versions.Compatibility;

/// <summary>Every version can.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class AllVersionsCompatible : CompatibilityStrategy
{
    /// <summary>The only instance that is needed.</summary>
    public static AllVersionsCompatible Singleton { get; } = new();
}
