namespace Orleans.Versions.Compatibility;

/// <summary>The requested version alone can.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class StrictVersionCompatible : CompatibilityStrategy
{
    /// <summary>The only instance that is needed.</summary>
    public static StrictVersionCompatible Singleton { get; } = new();
}
