namespace Orleans.Configuration;

/// <summary>A silo's messaging.</summary>
public sealed class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How long the runtime's own calls between silos wait.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan SystemResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a request that arrived at the wrong silo is passed on at once; after that it waits a moment each time.
    /// </summary>
    /// <value>Default: 2.</value>
    public int MaxForwardCount { get; set; } = 2;

    /// <summary>How long a disconnected client may stay away before its observers are gone.</summary>
    /// <value>Default: 1 min.</value>
    public TimeSpan ClientDropTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the clients of a gateway are announced.</summary>
    /// <value>Default: 5 min.</value>
    public TimeSpan ClientRegistrationRefresh { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Queued requests of an activation above which a warning is logged; 0 is off.</summary>
    /// <value>Default: 0.</value>
    public int MaxEnqueuedRequestsSoftLimit { get; set; }

    /// <summary>Queued requests of an activation above which requests are rejected; 0 is off.</summary>
    /// <value>Default: 0.</value>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary>The soft limit of a stateless worker; 0 is off.</summary>
    /// <value>Default: 0.</value>
    public int MaxEnqueuedRequestsSoftLimit_StatelessWorker { get; set; }

    /// <summary>The hard limit of a stateless worker; 0 is off.</summary>
    /// <value>Default: 0.</value>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }

    /// <summary>How long a request may run before its activation is abandoned.</summary>
    /// <value>Default: 2 h.</value>
    public TimeSpan MaxRequestProcessingTime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long a request may run before its caller is told.</summary>
    /// <value>Default: 20 s.</value>
    public TimeSpan RequestProcessingWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a request may wait before its caller is told.</summary>
    /// <value>Default: 20 s.</value>
    public TimeSpan RequestQueueDelayWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often running and waiting requests are examined.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan GrainWorkloadAnalysisPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether every silo is taken to host every grain type.</summary>
    /// <value>Default: false.</value>
    public bool AssumeHomogenousSilosForTesting { get; set; }
}
