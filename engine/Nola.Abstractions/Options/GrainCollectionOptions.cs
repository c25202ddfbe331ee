namespace Orleans.Configuration;

/// <summary>When idle activations are deactivated.</summary>
public sealed class GrainCollectionOptions
{
    /// <summary>How long an activation may be idle; more than <see cref="CollectionQuantum"/>.</summary>
    /// <value>Default: 15 min.</value>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    /// <value>Default: 1 min.</value>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation may take to start.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may take to stop.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The idle time of a grain class, by its full name.</summary>
    /// <value>Default: empty.</value>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>Whether activations are deactivated when memory runs short.</summary>
    /// <value>Default: false.</value>
    public bool EnableActivationSheddingOnMemoryPressure { get; set; }

    /// <summary>How often memory is looked at.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan MemoryUsagePollingPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Memory use above which activations are shed, in percent.</summary>
    /// <value>Default: 80.</value>
    public double MemoryUsageLimitPercentage { get; set; } = 80;

    /// <summary>Memory use down to which activations are shed, in percent.</summary>
    /// <value>Default: 75.</value>
    public double MemoryUsageTargetPercentage { get; set; } = 75;
}
