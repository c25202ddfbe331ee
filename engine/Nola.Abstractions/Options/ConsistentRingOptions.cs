namespace Orleans.Configuration;

/// <summary>The ring of silos.</summary>
public sealed class ConsistentRingOptions
{
    /// <summary>Whether a silo has several points on the ring.</summary>
    /// <value>Default: true.</value>
    public bool UseVirtualBucketsConsistentRing { get; set; } = true;

    /// <summary>Points of each silo on the ring.</summary>
    /// <value>Default: 30.</value>
    public int NumVirtualBucketsConsistentRing { get; set; } = 30;
}
