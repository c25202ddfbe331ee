namespace Orleans.Configuration;

/// <summary>Pools of stateless workers.</summary>
public sealed class StatelessWorkerOptions
{
    /// <summary>Whether idle workers are removed.</summary>
    /// <value>Default: true.</value>
    public bool RemoveIdleWorkers { get; set; } = true;

    /// <summary>How often idle workers are looked for.</summary>
    /// <value>Default: 500 ms.</value>
    public TimeSpan IdleWorkersInspectionPeriod { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Inspections in a row that must find a worker idle.</summary>
    /// <value>Default: 1.</value>
    public int MinIdleCyclesBeforeRemoval { get; set; } = 1;
}
