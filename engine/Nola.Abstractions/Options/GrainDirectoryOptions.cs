namespace Orleans.Configuration;

/// <summary>Where activations are found.</summary>
public sealed class GrainDirectoryOptions
{
    /// <summary>Locations that are remembered.</summary>
    /// <value>Default: 1,000,000.</value>
    public int CacheSize { get; set; } = 1_000_000;

    /// <summary>How long a location is remembered.</summary>
    /// <value>Default: 240 s.</value>
    public TimeSpan MaximumCacheTTL { get; set; } = TimeSpan.FromSeconds(240);

    /// <summary>How long a duplicate stays registered.</summary>
    /// <value>Default: 1 min.</value>
    public TimeSpan LazyDeregistrationDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Partitions of the directory on each silo.</summary>
    /// <value>Default: 1.</value>
    public int PartitionsPerSilo { get; set; } = 1;

    /// <summary>How long a range of a silo that vanished is held back.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan RangeLeaseDuration { get; set; } = TimeSpan.FromSeconds(30);
}
