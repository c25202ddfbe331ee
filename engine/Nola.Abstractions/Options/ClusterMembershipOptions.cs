namespace Orleans.Configuration;

/// <summary>Failure detection and the membership table.</summary>
public sealed class ClusterMembershipOptions
{
    /// <summary>How often another silo is probed, and how long a probe may take.</summary>
    /// <value>Default: 0.75 s.</value>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(0.75);

    /// <summary>Missed probes after which a silo votes for the death of another.</summary>
    /// <value>Default: 3.</value>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Silos that each silo probes.</summary>
    /// <value>Default: 10.</value>
    public int NumProbedSilos { get; set; } = 10;

    /// <summary>Votes that declare a silo dead; half of the active silos is enough where that is fewer.</summary>
    /// <value>Default: 2.</value>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>How long a vote counts.</summary>
    /// <value>Default: 2 min.</value>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the table is read without a reason to.</summary>
    /// <value>Default: 60 s.</value>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a silo writes that it is alive.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Missed such writes after which a silo is taken for stale.</summary>
    /// <value>Default: 3.</value>
    public int NumMissedTableIAmAliveLimit { get; set; } = 3;

    /// <summary>How long joining may take.</summary>
    /// <value>Default: 5 min.</value>
    public TimeSpan MaxJoinAttemptTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether silos that stayed unreachable for that long are declared dead by the joining one.</summary>
    /// <value>Default: true.</value>
    public bool EvictWhenMaxJoinAttemptTimeExceeded { get; set; } = true;

    /// <summary>How long the row of a dead silo is kept.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often such rows are removed; null is never.</summary>
    /// <value>Default: 1 h.</value>
    public TimeSpan? DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Rows of dead silos above which the oldest are removed at once; null is no limit.</summary>
    /// <value>Default: 25.</value>
    public int? MaxDefunctSiloEntries { get; set; } = 25;

    /// <summary>Whether changes are sent to the other silos at once.</summary>
    /// <value>Default: true.</value>
    public bool UseLivenessGossip { get; set; } = true;

    /// <summary>Whether a silo that misses probes is probed through a third one before a vote.</summary>
    /// <value>Default: true.</value>
    public bool EnableIndirectProbes { get; set; } = true;

    /// <summary>Whether recent traffic of a connection vetoes a vote, and a refused connection is evidence.</summary>
    /// <value>Default: true.</value>
    public bool EnableConnectionLivenessCheck { get; set; } = true;

    /// <summary>Whether a silo that is itself unhealthy waits longer for probes.</summary>
    /// <value>Default: true.</value>
    public bool ExtendProbeTimeoutDuringDegradation { get; set; } = true;

    /// <summary>How often a silo's own health is measured.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan LocalHealthDegradationMonitoringPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether silos are declared dead at all.</summary>
    /// <value>Default: true.</value>
    public bool LivenessEnabled { get; set; } = true;

    private TimeSpan? _minProbeTimeout;
    private TimeSpan? _maxProbeTimeout;

    /// <summary>The least a probe timeout shrinks to.</summary>
    /// <value>Default: half of <see cref="ProbeTimeout"/>.</value>
    public TimeSpan MinProbeTimeout
    {
        get => _minProbeTimeout ?? ProbeTimeout / 2;
        set => _minProbeTimeout = value;
    }

    /// <summary>The most a probe timeout grows to.</summary>
    /// <value>Default: four times <see cref="ProbeTimeout"/>.</value>
    public TimeSpan MaxProbeTimeout
    {
        get => _maxProbeTimeout ?? ProbeTimeout * 4;
        set => _maxProbeTimeout = value;
    }

    /// <summary>
    /// How long a silo may serve without having renewed its lease; one that cannot renew it fences itself, and others
    /// take its grains over only after it ran out.
    /// </summary>
    /// <value>Default: 0.8 s.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(0.8);
}
