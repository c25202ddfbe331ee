namespace Orleans.Versions.Compatibility;

/// <summary>The requested version and later ones can.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class BackwardCompatible : CompatibilityStrategy
{
    /// <summary>The only instance that is needed.</summary>
    public static BackwardCompatible Singleton { get; } = new();
}
