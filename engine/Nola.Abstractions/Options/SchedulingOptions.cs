namespace Orleans.Configuration;

/// <summary>Turns of activations.</summary>
public sealed class SchedulingOptions
{
    /// <summary>How long an activation may keep a thread while others wait.</summary>
    /// <value>Default: 100 ms.</value>
    public TimeSpan ActivationSchedulingQuantum { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The length of a turn above which a warning is logged.</summary>
    /// <value>Default: 1 s.</value>
    public TimeSpan TurnWarningLengthThreshold { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The wait for a thread above which a warning is logged.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan DelayWarningThreshold { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pending work items of an activation above which a warning is logged; 0 is off.</summary>
    /// <value>Default: 0.</value>
    public int MaxPendingWorkItemsSoftLimit { get; set; }

    /// <summary>How often work for a stopped activation is reported.</summary>
    /// <value>Default: 1 min.</value>
    public TimeSpan StoppedActivationWarningInterval { get; set; } = TimeSpan.FromMinutes(1);
}
