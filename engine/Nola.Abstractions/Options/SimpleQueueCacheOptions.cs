namespace Orleans.Configuration;

/// <summary>The cache of a queue.</summary>
public sealed class SimpleQueueCacheOptions
{
    /// <summary>Events that are kept.</summary>
    /// <value>Default: 4096.</value>
    public int CacheSize { get; set; } = 4096;
}
